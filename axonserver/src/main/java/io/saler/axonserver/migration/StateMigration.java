package io.saler.axonserver.migration;

import io.saler.axonserver.migration.StateMigrationOutcome.SideOutcome;
import io.saler.axonserver.migration.StateMigrationOutcome.TableOutcome;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;

/**
 * One move of everything that is not in events to the databases of the sides. Each database gets all of it or nothing;
 * one that an earlier run has filled is compared and left alone, and one with anything else is refused.
 */
public final class StateMigration {

    private final EmbeddedState source;
    private final EmbeddedEvents events;
    private final Map<SideState, DataSource> destinations;
    private final Consumer<TableOutcome> progress;

    /**
     * @param events of the same database as the state
     * @param destinations the sides and their databases, in which the sides do not run
     * @param progress told of each table that was copied and read back
     */
    public StateMigration(
            EmbeddedState source,
            EmbeddedEvents events,
            Map<SideState, DataSource> destinations,
            Consumer<TableOutcome> progress) {
        this.source = source;
        this.events = events;
        this.destinations = destinations;
        this.progress = progress;
    }

    /**
     * Copies what is not there yet, reads it back, and keeps it when it is what it was.
     *
     * @throws MigrationRefused when that cannot be done; the same call may be tried again
     */
    public StateMigrationOutcome run() {
        List<SideDatabase> databases = new ArrayList<>();
        try {
            // Before anything is copied, all of them have to be fit for it.
            List<Move> moves = new ArrayList<>();
            for (Map.Entry<SideState, DataSource> destination : destinations.entrySet()) {
                SideDatabase database = SideDatabase.prepared(destination.getKey(), destination.getValue());
                databases.add(database);
                moves.add(planned(database));
            }
            List<SideOutcome> sides = new ArrayList<>();
            for (Move move : moves) {
                sides.add(carriedOut(move));
            }
            StateMigrationOutcome outcome = new StateMigrationOutcome(sides);
            if (outcome.isComplete()) {
                databases.forEach(SideDatabase::commit);
            }
            return outcome;
        } catch (SQLException | IOException | JdbiException failure) {
            throw MigrationRefused.because("A database failed", failure);
        } finally {
            databases.forEach(SideDatabase::close);
        }
    }

    /** What a side is given, and what it has of it already: all of that, or nothing. */
    private record Move(SideDatabase database, List<MovedTable> tables, List<TableOutcome> present) {}

    private Move planned(SideDatabase database) throws SQLException {
        Map<String, String> ours = source.versions(database.side());
        Map<String, String> theirs = database.versions();
        if (!ours.equals(theirs)) {
            throw new MigrationRefused("Saler's database has its schemas in the versions " + ours + ", and "
                    + database.name() + " in " + theirs + ": start this version of Saler on the old database and stop"
                    + " it before anything is moved");
        }
        List<MovedTable> tables = source.tables(database.side(), events);
        if (database.isEmpty()) {
            return new Move(database, tables, List.of());
        }
        List<TableOutcome> present = new ArrayList<>();
        for (MovedTable table : tables) {
            present.add(new TableOutcome(table.name(), source.content(table), database.content(table)));
        }
        if (!database.hasNothingBut(tables) || !present.stream().allMatch(TableOutcome::isEqual)) {
            throw new MigrationRefused(database.name() + " has rows of its own. State is moved only to an empty one;"
                    + " nothing was changed");
        }
        return new Move(database, tables, present);
    }

    private SideOutcome carriedOut(Move move) throws SQLException, IOException {
        SideDatabase database = move.database();
        boolean copied = move.present().isEmpty();
        List<TableOutcome> outcomes = new ArrayList<>(move.present());
        if (copied) {
            for (MovedTable table : move.tables()) {
                TableContent ours = database.copy(table, source);
                TableOutcome outcome = new TableOutcome(table.name(), ours, database.content(table));
                progress.accept(outcome);
                outcomes.add(outcome);
            }
            source.sequences(database.side(), move.tables()).forEach(database::goOn);
        }
        return new SideOutcome(database.side().side(), copied, outcomes, source.positions(database.side(), events));
    }
}
