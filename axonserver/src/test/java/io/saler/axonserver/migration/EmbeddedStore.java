package io.saler.axonserver.migration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
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

/** A real PostgreSQL with Saler's own event table, written to by Axon's own engine. */
final class EmbeddedStore implements AutoCloseable {

    static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    private final EmbeddedPostgres postgres;
    private final JdbcEventStorageEngine engine;

    private EmbeddedStore(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        engine = JdbcEventStorageEngine.builder()
                .snapshotSerializer(SERIALIZER)
                .eventSerializer(SERIALIZER)
                .connectionProvider(new DataSourceConnectionProvider(postgres.getPostgresDatabase()))
                .transactionManager(NoTransactionManager.INSTANCE)
                .schema(EventSchema.builder()
                        .eventTable("axon.domain_event")
                        .snapshotTable("axon.snapshot_event")
                        .build())
                .build();
    }

    static EmbeddedStore start() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .schemas("axon")
                .locations("classpath:db/migration/axon")
                .load()
                .migrate();
        return new EmbeddedStore(postgres);
    }

    DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    /** A new database beside the one with the events. */
    DataSource empty(String name) {
        database().useHandle(handle -> {
            handle.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            handle.execute("CREATE DATABASE " + name);
        });
        return postgres.getDatabase("postgres", name);
    }

    Jdbi database() {
        return Jdbi.create(postgres.getPostgresDatabase());
    }

    Connection connection() throws Exception {
        return postgres.getPostgresDatabase().getConnection();
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

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
