package io.saler.query;

import io.saler.axonserver.EmptyDatabase;
import io.saler.query.projection.Savepoints;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

/** A real database with the read side's tables, one for all tests of a process, empty for each that asks for it. */
public final class TestDatabase {

    private static final TestDatabase ONLY = new TestDatabase();

    private final Jdbi jdbi;
    private final PlatformTransactionManager springTransactions;
    private final TransactionManager transactions;

    private TestDatabase() {
        DataSource source = EmptyDatabase.create().pool();
        Flyway.configure()
                .dataSource(source)
                .schemas("query")
                .locations("classpath:db/migration/query")
                .load()
                .migrate();
        jdbi = Jdbi.create(new TransactionAwareDataSourceProxy(source)).installPlugin(new PostgresPlugin());
        springTransactions = new DataSourceTransactionManager(source);
        transactions = new SpringTransactionManager(springTransactions);
    }

    public static TestDatabase empty() {
        ONLY.jdbi.useHandle(handle -> handle.execute("""
                truncate query.orders, query.order_history, query.store, query.product, query.search_document,
                    query.cached_product, query.stock, query.stock_movement, query.person, query.notification,
                    query.tracking_partition, query.tracking_batch, query.tracked_key, query.tracked_event,
                    query.tracked_session, query.funnel_quarter, query.search_term_quarter, query.parked_record
                restart identity"""));
        return ONLY;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public Savepoints savepoints() {
        return new Savepoints(springTransactions);
    }

    public PlatformTransactionManager springTransactions() {
        return springTransactions;
    }

    TransactionManager transactions() {
        return transactions;
    }
}
