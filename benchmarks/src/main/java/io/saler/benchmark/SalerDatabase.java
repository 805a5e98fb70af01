package io.saler.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** The PostgreSQL of a Saler that keeps its events there, and what is counted in it. */
record SalerDatabase(String jdbcUrl) {

    /** Transactions that have ever written something: those that only read need no disk. */
    long writtenTransactions() {
        return number("SELECT pg_current_xact_id()::text::bigint");
    }

    /** How many events the processor has not seen yet that is furthest behind; 0 if events are kept elsewhere. */
    long eventsBehind() {
        if (number("SELECT count(to_regclass('axon.domain_event'))") == 0) {
            return 0;
        }
        return number("""
                SELECT coalesce((SELECT max(globalIndex) FROM axon.domain_event)
                    - (SELECT min((convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint) FROM axon.token), 0)""");
    }

    /** For 99 of 100 batches of the events of that time: from when its first was received until all were stored. */
    long millisecondsUntilStored(Duration lately) {
        return number("""
                SELECT coalesce(percentile_disc(0.99) WITHIN GROUP (
                    ORDER BY extract(epoch FROM stored_at - earliest) * 1000), 0)::bigint
                FROM query.tracking_batch WHERE stored_at > now() - make_interval(secs => %d)""".formatted(lately.toSeconds()));
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
