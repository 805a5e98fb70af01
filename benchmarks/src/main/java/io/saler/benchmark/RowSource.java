package io.saler.benchmark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The rows of a Saler's PostgreSQL, read and copied as fast as one connection can. */
final class RowSource {

    /** As many as Saler reads at once when it reads all of them. */
    private static final int PAGE = 2_000;

    private static final String EVENTS = """
            SELECT globalIndex, type, aggregateIdentifier, sequenceNumber, eventIdentifier, timeStamp, payloadType,
                payloadRevision, payload, metaData
            FROM axon.domain_event WHERE globalIndex > ? AND globalIndex <= ? ORDER BY globalIndex""";

    private static final String TABLES =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name";

    private static final String SCRATCH = "rebuild_benchmark";

    private final String jdbcUrl;

    RowSource(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** How many rows, and how long they took. */
    record Measured(long rows, double seconds) {}

    /** Reads every column of all events, a page at a time. */
    Measured readEvents() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement page = connection.prepareStatement(EVENTS)) {
            long last = number(connection, "SELECT coalesce(max(globalIndex), 0) FROM axon.domain_event");
            long began = System.nanoTime();
            long rows = 0;
            for (long position = 0; position < last; position += PAGE) {
                page.setLong(1, position);
                page.setLong(2, position + PAGE);
                rows += read(page);
            }
            return new Measured(rows, since(began));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long read(PreparedStatement page) throws SQLException {
        long rows = 0;
        try (ResultSet row = page.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                for (int column = 1; column <= columns - 2; column++) {
                    row.getString(column);
                }
                row.getBytes(columns - 1);
                row.getBytes(columns);
                rows++;
            }
        }
        return rows;
    }

    /** Copies what is in the tables of a schema into tables of the same kind, with the same indexes. */
    Measured copyTables(String schema) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            statement.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(SCRATCH));
            statement.execute("CREATE SCHEMA " + SCRATCH);
            long rows = 0;
            double seconds = 0;
            for (String table : tables(connection, schema)) {
                statement.execute(
                        "CREATE TABLE %s.%s (LIKE %s.%s INCLUDING ALL)".formatted(SCRATCH, table, schema, table));
                var content = new ByteArrayOutputStream();
                copies.copyOut("COPY %s.%s TO STDOUT".formatted(schema, table), content);
                long began = System.nanoTime();
                rows += copies.copyIn(
                        "COPY %s.%s FROM STDIN".formatted(SCRATCH, table),
                        new ByteArrayInputStream(content.toByteArray()));
                seconds += since(began);
            }
            statement.execute("DROP SCHEMA %s CASCADE".formatted(SCRATCH));
            return new Measured(rows, seconds);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> tables(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, schema);
            var names = new ArrayList<String>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
