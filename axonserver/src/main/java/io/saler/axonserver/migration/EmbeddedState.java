package io.saler.axonserver.migration;

import io.saler.axonserver.schema.DatabaseConfiguration;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;

/**
 * What a Saler of one process keeps in its database besides events. Until this is closed, nobody can change it, and
 * this itself never does.
 */
public final class EmbeddedState implements AutoCloseable {

    private static final String TOKENS = DatabaseConfiguration.AXON.name() + ".token";
    private static final String DEAD_LETTERS = DatabaseConfiguration.AXON.name() + ".dead_letter";

    private final StateSession session;
    private final Map<String, List<Catalogue.Table>> tables = new LinkedHashMap<>();

    private EmbeddedState(StateSession session) {
        this.session = session;
    }

    /**
     * Opens it and keeps others from changing it.
     *
     * @param database Saler's
     * @param sides those that are given parts of it
     * @param leftBehind schemas that nobody is given
     * @throws MigrationRefused when it cannot be reached, is used, or is not what this version of Saler makes it
     */
    public static EmbeddedState lockedIn(DataSource database, Collection<SideState> sides, Set<String> leftBehind) {
        StateSession session = StateSession.begin(database, "Saler's database");
        try {
            session.handle().execute("SET TRANSACTION READ ONLY");
            session.somebodyElse().ifPresent(client -> {
                throw new MigrationRefused("Somebody else uses Saler's database, " + client
                        + ". Stop Saler, and end whatever else is connected");
            });
            EmbeddedState state = new EmbeddedState(session);
            state.lock(
                    sides.stream()
                            .flatMap(side -> side.schemaNames().stream())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    leftBehind);
            return state;
        } catch (JdbiException failure) {
            session.close();
            throw MigrationRefused.because("Saler's database cannot be locked against changes", failure);
        } catch (RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    private void lock(Set<String> schemas, Set<String> leftBehind) {
        Set<String> there = session.catalogue().migratedSchemas();
        for (String schema : schemas) {
            if (!there.contains(schema)) {
                throw new MigrationRefused("Saler's database has no schema " + schema + ": it is not Saler's, or that"
                        + " of an older one, which this version has to be started on, and stopped, first");
            }
        }
        there.stream()
                .filter(schema -> !schemas.contains(schema) && !leftBehind.contains(schema))
                .findFirst()
                .ifPresent(schema -> {
                    throw new MigrationRefused("Saler's database has a schema " + schema
                            + ", and it is not known which side is to have it");
                });
        for (String schema : schemas) {
            List<Catalogue.Table> found = session.catalogue().tables(schema);
            found.forEach(table -> session.lock(table, "SHARE"));
            tables.put(schema, found);
        }
    }

    /** The versions of a side's schemas. */
    Map<String, String> versions(SideState side) {
        return session.catalogue().versions(side.schemaNames());
    }

    /** What a side is given, each table behind those that its rows refer to. */
    List<MovedTable> tables(SideState side, EmbeddedEvents events) {
        List<MovedTable> moved = new ArrayList<>();
        side.schemas()
                .forEach(schema -> tables.getOrDefault(schema.name(), List.of()).stream()
                        .map(MovedTable::whole)
                        .forEach(moved::add));
        MovedPositions positions = new MovedPositions(session.handle(), events);
        for (Catalogue.Table table : tables.getOrDefault(DatabaseConfiguration.AXON.name(), List.of())) {
            if (table.name().equals(TOKENS)) {
                moved.add(positions.in(table, "processorname", side.processors()));
            } else if (table.name().equals(DEAD_LETTERS)) {
                moved.add(positions.in(table, "processinggroup", side.processors()));
            } else if (side.axonTables().contains(table.name())) {
                moved.add(MovedTable.whole(table));
            }
        }
        return moved;
    }

    /** What counts on for these tables, or for no table, in a side's schemas. */
    List<Catalogue.Sequence> sequences(SideState side, Collection<MovedTable> moved) {
        Set<String> names = moved.stream().map(MovedTable::name).collect(Collectors.toSet());
        return side.schemaNames().stream()
                .flatMap(schema -> session.catalogue().sequences(schema).stream())
                .filter(sequence -> sequence.table().map(names::contains).orElse(true))
                .toList();
    }

    List<ProcessorPosition> positions(SideState side, EmbeddedEvents events) {
        return new MovedPositions(session.handle(), events).of(side.processors());
    }

    TableContent content(MovedTable table) throws SQLException {
        return session.content(table.rows());
    }

    TableContent write(MovedTable table, OutputStream rows) throws SQLException, IOException {
        return session.read(table.rows(), rows);
    }

    /** Lets others write again. */
    @Override
    public void close() {
        session.close();
    }
}
