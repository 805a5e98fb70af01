package io.saler.saga.journal.statistics;

import com.zaxxer.hikari.HikariDataSource;
import io.saler.axonserver.EmptyDatabase;
import io.saler.axonserver.schema.DatabaseConfiguration;
import io.saler.axonserver.schema.SchemaMigration;
import io.saler.journal.SagaId;
import io.saler.saga.Sagas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A real database of the sagas, in which nothing happens by itself; one for all tests, which begin with nothing in it.
 */
final class WatchedDatabase {

    private static final WatchedDatabase INSTANCE = new WatchedDatabase();

    private final HikariDataSource pool = EmptyDatabase.create().pool();
    final DataSourceTransactionManager transactions = new DataSourceTransactionManager(pool);
    final DataSource source = new TransactionAwareDataSourceProxy(pool);
    final Jdbi jdbi = Jdbi.create(source).installPlugin(new PostgresPlugin());

    private WatchedDatabase() {
        new SchemaMigration(pool, List.of(DatabaseConfiguration.AXON, Sagas.SCHEMA));
    }

    static WatchedDatabase empty() {
        INSTANCE.jdbi.useHandle(handle -> handle.execute("""
                truncate saga.journal_saga, saga.journal_progress, saga.journal_trouble, saga.statistic_count,
                    saga.statistic_time, saga.statistic_failure, saga.statistic_progress, saga.told_cause,
                    saga.scheduled_tasks"""));
        return INSTANCE;
    }

    void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }

    /** What the journal notes when a saga begins. */
    void begun(SagaId saga, String type, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into saga.journal_progress (saga_id, type, begun_at) values (:saga, :type, :at)")
                .bind("saga", saga.value())
                .bind("type", type)
                .bind("at", at)
                .execute());
    }

    /** What it notes when a saga goes on to the next step. */
    void left(SagaId saga, String type, String step, Duration after, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into saga.journal_progress (saga_id, type, left_at, left_step, left_ms)
                        values (:saga, :type, :at, :step, :ms)""")
                .bind("saga", saga.value())
                .bind("type", type)
                .bind("at", at)
                .bind("step", step)
                .bind("ms", after.toMillis())
                .execute());
    }

    /** What it notes when a saga ends. */
    void ended(SagaId saga, String type, String status, String reason, Duration after, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into saga.journal_progress
                            (saga_id, type, ended_at, status, total_ms, last_step, last_ms, reason)
                        values (:saga, :type, :at, :status, :ms, 'LAST', 5, :reason)""")
                .bind("saga", saga.value())
                .bind("type", type)
                .bind("at", at)
                .bind("status", status)
                .bind("ms", after.toMillis())
                .bind("reason", reason)
                .execute());
    }

    /** A saga that has not ended, as the journal has it. */
    SagaId unended(String status, String step, Instant stepSince) {
        SagaId saga = SagaId.random();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into saga.journal_saga
                            (saga_id, type, status, own_status, step, step_since, started_at, last_activity_at,
                             attempts, deadlines, associations, entries)
                        values (:saga, 'OrderSaga', :status, 'RUNNING', :step, :since, :since, :since, 0, '{}', '{}', 1)""")
                .bind("saga", saga.value())
                .bind("status", status)
                .bind("step", step)
                .bind("since", stepSince)
                .execute());
        return saga;
    }

    void set(SagaId saga, String assignments, Object... values) {
        jdbi.useHandle(handle -> {
            var update = handle.createUpdate("update saga.journal_saga set " + assignments + " where saga_id = :saga")
                    .bind("saga", saga.value());
            for (int value = 0; value < values.length; value++) {
                update.bind("v" + value, values[value]);
            }
            update.execute();
        });
    }

    long count(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from saga." + table)
                .mapTo(Long.class)
                .one());
    }
}
