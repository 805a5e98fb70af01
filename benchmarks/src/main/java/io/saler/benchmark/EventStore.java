package io.saler.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The events that a Saler keeps in PostgreSQL. */
final class EventStore {

    private final String jdbcUrl;

    EventStore(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** How many there are, by the number of the last: counting a million takes long, and few numbers are left out. */
    long events() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT coalesce(max(globalIndex), 0) FROM axon.domain_event")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException away) {
            throw new IllegalStateException("The event store does not answer: " + away.getMessage(), away);
        }
    }
}
