package io.saler.axonserver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.saler.axonserver.EmptyDatabase;
import io.saler.axonserver.archive.EventArchive.Found;
import io.saler.axonserver.json.SerializerConfiguration;
import io.saler.axonserver.schema.DatabaseConfiguration;
import io.saler.axonserver.schema.SchemaMigration;
import io.saler.eventstore.FindEvents;
import io.saler.identity.EmailVerified;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL, written to by Axon's own engine. */
class StoredLinesTest extends EventArchiveTest {

    private static final EmptyDatabase DATABASE = migrated();
    private static final DataSource POOL = DATABASE.pool();
    private static final Jdbi JDBI = Jdbi.create(POOL);
    private static final Serializer SERIALIZER = Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(new SerializerConfiguration().eventJson())
            .build();

    private final JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
            .snapshotSerializer(SERIALIZER)
            .eventSerializer(SERIALIZER)
            .connectionProvider(new DataSourceConnectionProvider(POOL))
            .transactionManager(NoTransactionManager.INSTANCE)
            .schema(EventSchema.builder().eventTable("axon.domain_event").build())
            .build();

    private static EmptyDatabase migrated() {
        EmptyDatabase database = EmptyDatabase.create();
        assertThatCode(() -> new SchemaMigration(database.source(), List.of(DatabaseConfiguration.AXON)))
                .doesNotThrowAnyException();
        return database;
    }

    @BeforeEach
    @Override
    void store() {
        JDBI.useHandle(handle -> handle.execute("TRUNCATE axon.domain_event"));
        super.store();
    }

    @Override
    EventLines lines(int stride) {
        return lines(NoOpEventUpcaster.INSTANCE, stride);
    }

    private static EventLines lines(EventUpcaster upcaster, int stride) {
        return new StoredLines(JDBI, SERIALIZER, upcaster, stride);
    }

    /** Now and then numbers are missing, as after failed writes. */
    @Override
    void append(DomainEventMessage<?> event) {
        engine.appendEvents(List.of(event));
        JDBI.useHandle(handle -> {
            if (event.getSequenceNumber() % 7 == 0) {
                handle.execute("SELECT nextval('axon.domain_event_globalindex_seq') FROM generate_series(1, 3)");
            }
        });
    }

    private Found newest(EventLines lines) {
        return new EventArchive(lines, Duration.ZERO).find(new FindEvents(null, null, null, null, null, 1));
    }

    @Test
    void anEmptyStoreHasNothing() {
        JDBI.useHandle(handle -> handle.execute("TRUNCATE axon.domain_event"));

        assertThat(newest(lines(5))).isEqualTo(Found.NOTHING);
        assertThat(new EventArchive(lines(5), Duration.ZERO).find(new FindEvents(null, null, BEGIN, BEGIN, null, 3)))
                .isEqualTo(Found.NOTHING);
    }

    @Test
    void anEventIsShownWithItsPlaceAmongAll() {
        StoredEvent newest = newest(lines(5)).events().getFirst();

        assertThat(newest.position()).isEqualTo(newest.number()).isPositive();
        assertThat(newest.type()).isEqualTo("EmailVerified");
        assertThat(newest.revision()).isEqualTo("1");
        assertThat(newest.message().getPayload()).isEqualTo(new EmailVerified(bob));
        assertThat(newest.message().getMetaData()).containsEntry("actor", "SYSTEM:test");
    }

    @Test
    void anEventOfATypeThatIsNoMoreIsStillFound() {
        JDBI.useHandle(handle -> handle.execute(
                "UPDATE axon.domain_event SET payloadType = 'io.saler.gone.AncientTimes' WHERE payloadRevision = '1'"));

        assertThat(newest(lines(5)).events()).extracting(StoredEvent::type).containsExactly("AncientTimes");
    }

    @Test
    void anEventThatAnUpcasterDropsIsShownAsItWasStored() {
        EventUpcaster dropping = events -> events.filter(event -> false);

        assertThat(newest(lines(dropping, 5)).events())
                .extracting(event -> (Object) event.message().getPayload())
                .containsExactly(new EmailVerified(bob));
    }
}
