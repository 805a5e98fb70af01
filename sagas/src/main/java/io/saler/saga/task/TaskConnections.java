package io.saler.saga.task;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How the scheduler reaches the database: in the transaction under way where there is one, so that a task is there if
 * and only if what asked for it has happened; otherwise over a few connections that are its alone. In a rush of
 * requests it would not get one of theirs, could not note in time that a task is done or alive, and would run it again.
 */
@Component
class TaskConnections implements AutoCloseable {

    private final DataSource shared;
    private final HikariDataSource own;

    TaskConnections(DataSource shared, TaskSettings settings) throws SQLException {
        this.shared = shared;
        var configuration = new HikariConfig();
        shared.unwrap(HikariDataSource.class).copyStateTo(configuration);
        configuration.setPoolName("saler-tasks");
        configuration.setMinimumIdle(1);
        configuration.setMaximumPoolSize(settings.connections());
        own = new HikariDataSource(configuration);
    }

    DataSource source() {
        var transactional = new TransactionAwareDataSourceProxy(shared);
        return new AbstractDataSource() {

            @Override
            public Connection getConnection() throws SQLException {
                return TransactionSynchronizationManager.hasResource(shared)
                        ? transactional.getConnection()
                        : own.getConnection();
            }

            @Override
            public Connection getConnection(String username, String password) {
                throw new UnsupportedOperationException("The pool knows as whom");
            }
        };
    }

    @Override
    public void close() {
        own.close();
    }
}
