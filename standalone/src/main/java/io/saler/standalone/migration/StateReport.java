package io.saler.standalone.migration;

import io.saler.axonserver.migration.StateMigrationOutcome;
import io.saler.axonserver.migration.StateMigrationOutcome.SideOutcome;
import io.saler.axonserver.migration.StateMigrationOutcome.TableOutcome;
import io.saler.axonserver.migration.TableContent;
import io.saler.standalone.distributed.Side;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** What the person at the terminal is told of a move of state. */
final class StateReport {

    private final PrintStream out;

    StateReport(PrintStream out) {
        this.out = out;
    }

    void starting(String source, Map<Side, Database> destinations) {
        print("State is copied from %s", source);
        destinations.forEach((side, database) -> print("                  to %s, %s", database, side.program()));
    }

    void events(long events) {
        print("events        %,d in PostgreSQL and in Axon Server, the last of them equal", events);
    }

    void copied(TableOutcome table) {
        print("copied        %s, %,d rows", table.table(), table.source().rows());
    }

    void ended(StateMigrationOutcome outcome) {
        outcome.sides().forEach(this::side);
        if (!outcome.isComplete()) {
            print("DIFFERENT: nothing was kept. What is in the source is unchanged.");
            return;
        }
        print("""
                equal: every row has arrived. The query side is given nothing: it builds its projections from the first
                event, in a database of its own. The three sides may start.""");
    }

    private void side(SideOutcome side) {
        print("%s%s", side.side(), side.copied() ? "" : ", whose rows an earlier run has copied");
        for (TableOutcome table : side.tables()) {
            if (table.isEqual()) {
                content(table.table(), "equal", table.source());
            } else {
                content(table.table(), "source", table.source());
                content(table.table(), "DIFFERENT", table.destination());
            }
        }
        side.positions()
                .forEach(position -> print(
                        "  %s, segment %d, goes on after %,d events",
                        position.processor(), position.segment(), position.handled()));
    }

    private void content(String table, String where, TableContent content) {
        print("  %-26s %-9s %,9d rows, SHA-256 sum %s", table, where, content.rows(), content.checksum());
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
