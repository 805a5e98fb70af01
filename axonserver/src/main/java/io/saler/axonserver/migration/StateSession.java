package io.saler.axonserver.migration;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * One transaction in a database that state is moved from or to. Two of them write the same rows as the same bytes,
 * whatever their servers are set to.
 */
final class StateSession implements AutoCloseable {

    /** Of PostgreSQL's advisory locks, which are a database's own. */
    private static final long LOCK = 0x5A1E_5747;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Handle handle;

    private StateSession(Handle handle) {
        this.handle = handle;
    }

    /**
     * Connects and begins.
     *
     * @param what names the database in a refusal
     * @throws MigrationRefused when it cannot be reached, or when another transaction like this is under way in it
     */
    static StateSession begin(DataSource database, String what) {
        StateSession session;
        try {
            session = new StateSession(Jdbi.create(database).open());
        } catch (JdbiException failure) {
            throw MigrationRefused.because(what + " cannot be reached", failure);
        }
        try {
            session.begin(what);
            return session;
        } catch (JdbiException failure) {
            session.close();
            throw MigrationRefused.because(what + " cannot be used", failure);
        } catch (MigrationRefused taken) {
            session.close();
            throw taken;
        }
    }

    private void begin(String what) {
        handle.begin();
        for (String setting : List.of(
                "lock_timeout = '10s'",
                "statement_timeout = 0",
                "idle_in_transaction_session_timeout = 0",
                "search_path = pg_catalog",
                "bytea_output = hex",
                "datestyle = ISO",
                "intervalstyle = postgres",
                "timezone = UTC",
                "extra_float_digits = 3")) {
            handle.execute("SET LOCAL " + setting);
        }
        if (!handle.createQuery("SELECT pg_try_advisory_xact_lock(" + LOCK + ")")
                .mapTo(Boolean.class)
                .one()) {
            throw new MigrationRefused(what + " is taken by a move already: either another one is under way, or"
                    + " this one names the same database twice, and the source and each side need one of their own");
        }
    }

    Handle handle() {
        return handle;
    }

    Catalogue catalogue() {
        return new Catalogue(handle);
    }

    /** Keeps others from a table until this ends. */
    void lock(Catalogue.Table table, String mode) {
        handle.execute("LOCK TABLE " + table.name() + " IN " + mode + " MODE");
    }

    TableContent content(String query) throws SQLException {
        try {
            return read(query, OutputStream.nullOutputStream());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes a query's rows to a stream, each of them at once, in the format of COPY. */
    TableContent read(String query, OutputStream rows) throws SQLException, IOException {
        RowsChecksum checksum = new RowsChecksum();
        CopyOut out = copies().copyOut("COPY (" + query + ") TO STDOUT");
        try {
            // PostgreSQL sends every row as a message of its own.
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                checksum.add(row);
                rows.write(row);
            }
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
        return checksum.content();
    }

    CopyManager copies() throws SQLException {
        return handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
    }

    /**
     * Somebody else who is connected to the same database, in words, as far as this role may see it. A connection that
     * has just been closed is waited for until it is gone.
     */
    Optional<String> somebodyElse() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> client = client();
        while (client.isPresent() && System.nanoTime() < end) {
            handle.execute("SELECT pg_sleep(0.1)");
            client = client();
        }
        return client;
    }

    private Optional<String> client() {
        // What a transaction has seen of others stays as it was until it says so.
        handle.execute("SELECT pg_stat_clear_snapshot()");
        return handle.createQuery("""
                        SELECT format('%s as %s (process %s, since %s)', coalesce(nullif(application_name, ''), 'a client'),
                                      usename, pid, date_trunc('second', backend_start))
                        FROM pg_stat_activity
                        WHERE datname = current_database() AND backend_type = 'client backend'
                          AND pid <> pg_backend_pid()
                        ORDER BY backend_start LIMIT 1
                        """).mapTo(String.class).findOne();
    }

    void commit() {
        handle.commit();
    }

    /** Ends it; what was not committed never happened. */
    @Override
    public void close() {
        try (handle) {
            if (handle.isInTransaction()) {
                handle.rollback();
            }
        } catch (JdbiException gone) {
            // With its connection went its transaction.
        }
    }
}
