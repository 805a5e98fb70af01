package io.saler.saga.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.saler.axonserver.EmptyDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TaskConnectionsTest {

    private static HikariDataSource everybodys;
    private static TaskConnections connections;

    private final DataSource tasks = connections.source();

    @BeforeAll
    static void start() throws SQLException {
        var configuration = new HikariConfig();
        configuration.setDataSource(EmptyDatabase.create().source());
        configuration.setMaximumPoolSize(1);
        configuration.setConnectionTimeout(250);
        everybodys = new HikariDataSource(configuration);
        connections =
                new TaskConnections(everybodys, new TaskSettings(1, 2, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }

    @AfterAll
    static void stop() {
        connections.close();
        everybodys.close();
    }

    @Test
    void aRushOfRequestsLeavesTheSchedulerItsOwn() throws Exception {
        try (Connection rush = everybodys.getConnection()) {
            assertThatThrownBy(everybodys::getConnection).isInstanceOf(SQLTransientConnectionException.class);

            try (Connection own = tasks.getConnection()) {
                assertThat(process(own)).isNotEqualTo(process(rush));
            }
        }
    }

    @Test
    void inATransactionTheSchedulerTakesPartInIt() {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(everybodys));

        transaction.executeWithoutResult(status -> {
            try (Connection first = tasks.getConnection();
                    Connection second = tasks.getConnection()) {
                assertThat(process(first)).isEqualTo(process(second));
                assertThat(first.getAutoCommit()).isFalse();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    private static int process(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
