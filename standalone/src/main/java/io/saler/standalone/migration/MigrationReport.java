package io.saler.standalone.migration;

import io.saler.axonserver.migration.MigrationOutcome;
import io.saler.axonserver.migration.MigrationOutcome.Content;
import io.saler.axonserver.migration.MigrationProgress;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** What the person at the terminal is told: one line that counts up on a terminal, a line now and then in a file. */
final class MigrationReport implements Consumer<MigrationProgress> {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_FILE = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private long lastPrinted = System.nanoTime() - IN_FILE.toNanos();

    MigrationReport(PrintStream out) {
        this.out = out;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    void starting(String source, String destination) {
        out.println("Events are copied from " + source);
        out.println("                    to " + destination);
    }

    @Override
    public void accept(MigrationProgress progress) {
        boolean last = progress.done() == progress.total();
        long now = System.nanoTime();
        if (!last && now - lastPrinted < (terminal ? ON_TERMINAL : IN_FILE).toNanos()) {
            return;
        }
        lastPrinted = now;
        String line = line(progress);
        if (terminal) {
            out.print("\r" + line + (last ? System.lineSeparator() : ""));
            out.flush();
        } else {
            out.println(line);
        }
    }

    void ended(MigrationOutcome outcome) {
        long millis = Math.max(1, outcome.copying().toMillis());
        print(
                "copied        %,d in %s (%,d events/s), %,d were there before",
                outcome.copied(),
                clock(outcome.copying()),
                outcome.copied() * 1000 / millis,
                outcome.source().events() - outcome.copied());
        content("PostgreSQL", outcome.source());
        content("Axon Server", outcome.destination());
        if (!outcome.isComplete()) {
            print("DIFFERENT: do not use this Axon Server. The events in PostgreSQL are unchanged.");
            return;
        }
        out.println("""
                equal: every event has arrived, in the same order.
                Snapshots are not copied: they are made anew. The query side builds its projections from the first
                event, in a database of its own. What is kept besides events (passwords, sagas and how far they are,
                mail that was sent) is still in PostgreSQL only: before the three sides start on this Axon Server, copy
                it by ./saler migrate-state.""");
    }

    private void content(String store, Content content) {
        print("%-13s %,d events, SHA-256 %s", store, content.events(), content.checksum());
    }

    private static String line(MigrationProgress progress) {
        return String.format(
                Locale.ROOT,
                "%-13s %,d/%,d, %,d events/s, %s left   ",
                switch (progress.step()) {
                    case COPYING -> "copying";
                    case COMPARING -> "comparing";
                },
                progress.done(),
                progress.total(),
                progress.eventsPerSecond(),
                clock(progress.timeLeft()));
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static String clock(Duration duration) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
