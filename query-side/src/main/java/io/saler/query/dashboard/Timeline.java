package io.saler.query.dashboard;

import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.Outcome;
import io.saler.journal.SagaView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When a saga did what, to be drawn as bars. Places and lengths are in percent of the whole time, measured from the
 * beginning; what has taken no time at all is still to be seen.
 */
record Timeline(Duration length, List<Bar> bars, List<Tick> ticks, boolean shortened) {

    private static final int MOST_COMMANDS = 60;
    private static final double THINNEST = 0.6;
    private static final double WHOLE = 100;
    private static final int TICKS = 4;

    /**
     * @param within whether it is a command within a step
     * @param state of a command: {@code done}, {@code refused} or {@code unanswered}; of a step {@code whole}
     * @param took null when it is not known
     */
    record Bar(
            String name,
            boolean within,
            String state,
            String at,
            String width,
            Instant from,
            @Nullable Duration took) {}

    record Tick(String at, Duration after) {}

    static Timeline of(SagaView saga, Walk walk, Instant now) {
        Instant begin = saga.startedAt();
        Instant end = saga.endedAt() == null ? now : saga.endedAt();
        Duration length =
                Duration.ofMillis(Math.max(1, Duration.between(begin, end).toMillis()));
        var bars = new ArrayList<Bar>();
        int left = MOST_COMMANDS;
        for (Walk.Visit visit : walk.visits()) {
            bars.add(bar(
                    visit.step().name(),
                    false,
                    "whole",
                    begin,
                    length,
                    visit.from(),
                    Duration.between(visit.from(), visit.to())));
            for (JournalEntry command :
                    visit.commands().subList(0, Math.min(left, visit.commands().size()))) {
                Duration took = command.durationMs() == null ? null : Duration.ofMillis(command.durationMs());
                bars.add(bar(command.name(), true, state(command), begin, length, command.at(), took));
                left--;
            }
        }
        return new Timeline(length, bars, ticks(length), left == 0);
    }

    private static String state(JournalEntry command) {
        Outcome outcome = command.outcome();
        return outcome == Outcome.DONE ? "done" : outcome == Outcome.REFUSED ? "refused" : "unanswered";
    }

    private static Bar bar(
            String name,
            boolean within,
            String state,
            Instant begin,
            Duration length,
            Instant from,
            @Nullable Duration took) {
        double share = took == null ? 0 : share(took, length);
        double width = Math.min(WHOLE, Math.max(THINNEST, share));
        double at = Math.min(WHOLE - width, Math.max(0, share(Duration.between(begin, from), length)));
        return new Bar(name, within, state, percent(at), percent(width), from, took);
    }

    private static List<Tick> ticks(Duration length) {
        return IntStream.rangeClosed(0, TICKS)
                .mapToObj(tick -> new Tick(
                        percent(WHOLE * tick / TICKS), length.multipliedBy(tick).dividedBy(TICKS)))
                .toList();
    }

    private static double share(Duration part, Duration whole) {
        return WHOLE * part.toNanos() / whole.toNanos();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share);
    }
}
