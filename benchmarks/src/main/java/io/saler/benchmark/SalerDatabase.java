package io.saler.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The PostgreSQL of a Saler that keeps its events there, and what is counted in it. */
record SalerDatabase(String jdbcUrl) {

    /** Transactions that have ever written something: those that only read need no disk. */
    long writtenTransactions() {
        return number("SELECT pg_current_xact_id()::text::bigint");
    }

    /** How many there are, by the number of the last: counting a million takes long, and few numbers are left out. */
    long events() {
        return number("SELECT coalesce(max(globalIndex), 0) FROM axon.domain_event");
    }

    private long number(String query) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException away) {
            throw new IllegalStateException("The database does not answer: " + away.getMessage(), away);
        }
    }
}
