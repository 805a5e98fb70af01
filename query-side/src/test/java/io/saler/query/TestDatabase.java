package io.saler.query;

import io.saler.query.projection.Savepoints;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

/** A real PostgreSQL with the read side's tables, one for all tests of a process, empty for each that asks for it. */
public final class TestDatabase {

    private static final TestDatabase ONLY = new TestDatabase();

    private final EmbeddedPostgres server;
    private final Jdbi jdbi;
    private final PlatformTransactionManager springTransactions;
    private final TransactionManager transactions;

    private TestDatabase() {
        server = start();
        DataSource source = server.getPostgresDatabase();
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

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static TestDatabase empty() {
        ONLY.jdbi.useHandle(handle -> handle.execute("""
                truncate query.orders, query.order_history, query.store, query.product, query.search_document,
                    query.cached_product, query.stock, query.stock_movement, query.person, query.notification
                restart identity"""));
        return ONLY;
    }

    /** Returns the address of another database on the same server, in which there is nothing. */
    static String url(String name) {
        ONLY.jdbi.useHandle(handle -> handle.execute("create database " + name));
        return ONLY.server.getJdbcUrl("postgres", name);
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public Savepoints savepoints() {
        return new Savepoints(springTransactions);
    }

    TransactionManager transactions() {
        return transactions;
    }
}
