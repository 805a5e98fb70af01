package io.saler.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How many transactions a PostgreSQL database has committed since it was created. */
final class CommitCounter {

    private final String jdbcUrl;

    CommitCounter(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** Transactions that wrote something: those that only read need no disk. */
    long written() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_current_xact_id()::text::bigint")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException away) {
            throw new IllegalStateException("The database does not answer: " + away.getMessage(), away);
        }
    }
}
