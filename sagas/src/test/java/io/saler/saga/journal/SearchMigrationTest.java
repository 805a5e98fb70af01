package io.saler.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.saler.axonserver.EmptyDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.groups.Tuple;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class SearchMigrationTest {

    @Test
    void whatSagasAreAboutIsKeptWithTheTimeAtWhichTheyBegan() {
        DataSource database = EmptyDatabase.create().source();
        schema(database).target("62").load().migrate();
        var jdbi = Jdbi.create(database);
        jdbi.useHandle(handle -> handle.execute("""
                insert into saga.journal_saga
                    (saga_id, type, status, own_status, started_at, last_activity_at, attempts, deadlines, associations,
                     entries)
                select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'OrderSaga', 'RUNNING', 'RUNNING',
                    timestamptz '2026-01-01 00:00Z' + n * interval '1 day', now(), 0, '{}', '{}', 1
                from generate_series(1, 2) n;
                insert into saga.journal_association (value, key, saga_id) values
                    ('one', 'orderId', '00000000-0000-0000-0000-000000000001'),
                    ('one', 'paymentId', '00000000-0000-0000-0000-000000000001'),
                    ('two', 'orderId', '00000000-0000-0000-0000-000000000002')"""));

        schema(database).load().migrate();

        List<Tuple> kept = jdbi.withHandle(handle -> handle.createQuery(
                        "select value, key, started_at from saga.journal_association order by value, key")
                .map((row, context) -> association(
                        row.getString("value"),
                        row.getString("key"),
                        row.getObject("started_at", OffsetDateTime.class)))
                .list());
        assertThat(kept)
                .containsExactly(
                        tuple("one", "orderId", Instant.parse("2026-01-02T00:00:00Z")),
                        tuple("one", "paymentId", Instant.parse("2026-01-02T00:00:00Z")),
                        tuple("two", "orderId", Instant.parse("2026-01-03T00:00:00Z")));
    }

    private static Tuple association(String value, String key, OffsetDateTime startedAt) {
        return tuple(value, key, startedAt.toInstant());
    }

    private static FluentConfiguration schema(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .schemas("saga")
                .defaultSchema("saga")
                .locations("classpath:db/migration/saga");
    }
}
