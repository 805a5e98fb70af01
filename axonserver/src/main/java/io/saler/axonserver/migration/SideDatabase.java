package io.saler.axonserver.migration;

import io.saler.axonserver.schema.SchemaMigration;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.copy.PGCopyOutputStream;

/** The database of a side that does not run, in a transaction of which nothing stays unless it is committed. */
final class SideDatabase implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final SideState side;
    private final StateSession session;
    private final List<Catalogue.Table> tables = new ArrayList<>();

    private SideDatabase(SideState side, StateSession session) {
        this.side = side;
        this.session = session;
    }

    /**
     * Makes the side's schemas what the side itself would make them, and keeps others from their tables.
     *
     * @throws MigrationRefused when that does not succeed
     */
    static SideDatabase prepared(SideState side, DataSource database) {
        StateSession session = StateSession.begin(database, nameOf(side));
        try {
            new SchemaMigration(database, side.allSchemas());
            SideDatabase prepared = new SideDatabase(side, session);
            for (String schema : side.schemaNames()) {
                prepared.tables.addAll(session.catalogue().tables(schema));
            }
            prepared.tables.forEach(table -> session.lock(table, "EXCLUSIVE"));
            return prepared;
        } catch (JdbiException | FlywayException failure) {
            session.close();
            throw MigrationRefused.because(nameOf(side) + " cannot be prepared", failure);
        } catch (RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    private static String nameOf(SideState side) {
        return "The database of the " + side.side();
    }

    String name() {
        return nameOf(side);
    }

    SideState side() {
        return side;
    }

    Map<String, String> versions() {
        return session.catalogue().versions(side.schemaNames());
    }

    boolean isEmpty() {
        return emptyBesides(Set.of());
    }

    /** Whether there are rows in these tables only. */
    boolean hasNothingBut(Collection<MovedTable> moved) {
        return emptyBesides(moved.stream().map(MovedTable::name).collect(Collectors.toSet()));
    }

    private boolean emptyBesides(Set<String> names) {
        return tables.stream()
                .filter(table -> !names.contains(table.name()))
                .noneMatch(table -> session.handle()
                        .createQuery("SELECT EXISTS (SELECT FROM " + table.name() + ")")
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Copies a table's rows and says what they were. */
    TableContent copy(MovedTable table, EmbeddedState source) throws SQLException, IOException {
        String command = "COPY " + table.name() + " (" + table.columns() + ") FROM STDIN";
        PGCopyOutputStream rows = new PGCopyOutputStream(session.copies().copyIn(command), BUFFER);
        try (OutputStream written = rows) {
            return source.write(table, written);
        } finally {
            if (rows.isActive()) {
                rows.cancelCopy();
            }
        }
    }

    TableContent content(MovedTable table) throws SQLException {
        return session.content(table.content());
    }

    /** Lets a sequence go on where another one would; unlike {@code setval}, only if this is committed. */
    void goOn(Catalogue.Sequence sequence) {
        session.handle().execute("ALTER SEQUENCE " + sequence.name() + " RESTART WITH " + sequence.next());
    }

    void commit() {
        session.commit();
    }

    @Override
    public void close() {
        session.close();
    }
}
