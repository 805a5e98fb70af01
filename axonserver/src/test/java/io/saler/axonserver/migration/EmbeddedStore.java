package io.saler.axonserver.migration;

import io.saler.axonserver.EmptyDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A real database with Saler's own event table, written to by Axon's own engine. */
final class EmbeddedStore {

    static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    private final EmptyDatabase database;
    private final JdbcEventStorageEngine engine;

    private EmbeddedStore(EmptyDatabase database) {
        this.database = database;
        engine = JdbcEventStorageEngine.builder()
                .snapshotSerializer(SERIALIZER)
                .eventSerializer(SERIALIZER)
                .connectionProvider(new DataSourceConnectionProvider(database.source()))
                .transactionManager(NoTransactionManager.INSTANCE)
                .schema(EventSchema.builder()
                        .eventTable("axon.domain_event")
                        .snapshotTable("axon.snapshot_event")
                        .build())
                .build();
    }

    static EmbeddedStore create() {
        EmptyDatabase database = EmptyDatabase.create();
        Flyway.configure()
                .dataSource(database.source())
                .schemas("axon")
                .locations("classpath:db/migration/axon")
                .load()
                .migrate();
        return new EmbeddedStore(database);
    }

    /** Another store, in place of a former one of this name, with what is in this one, which nobody uses. */
    EmbeddedStore copyTo(String name) {
        return new EmbeddedStore(database.copyTo(name));
    }

    DataSource dataSource() {
        return database.source();
    }

    Jdbi database() {
        return Jdbi.create(dataSource());
    }

    Connection connection() throws Exception {
        return dataSource().getConnection();
    }

    void clear() {
        database().useHandle(handle -> handle.execute("TRUNCATE axon.domain_event"));
    }

    void append(EventMessage<?>... events) {
        engine.appendEvents(List.of(events));
    }

    /** Appends events of three to an aggregate that change places, and leaves numbers out as failed writes do. */
    List<String> appendOrders(int orders) {
        List<String> identifiers = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            identifiers.add(UUID.randomUUID().toString());
        }
        for (int sequence = 0; sequence < 3; sequence++) {
            List<EventMessage<?>> events = new ArrayList<>();
            for (String order : identifiers) {
                events.add(new GenericDomainEventMessage<>(
                        "Order", order, sequence, "step " + sequence + " of " + order, Map.of("actor", "customer")));
            }
            engine.appendEvents(events);
            database().useHandle(handle -> handle.execute("SELECT nextval('axon.domain_event_globalindex_seq')"));
        }
        return identifiers;
    }
}
