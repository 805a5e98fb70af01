package io.saler.demo.report;

import io.saler.demo.check.Verdict;
import io.saler.demo.client.HistoryEntry;
import io.saler.demo.report.Figures.Spread;
import io.saler.demo.scenario.OrderStory;
import io.saler.demo.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Prints a run's figures, one order's timeline and the verdicts. */
public final class Report {

    private static final int FAILURES_SHOWN = 10;

    private final Terminal terminal;

    public Report(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The table of figures.
     *
     * @param sameClock whether Saler runs on this machine, so that both ends of a time were read from one clock
     */
    public void figures(Figures figures, boolean sameClock) {
        terminal.heading("Orders");
        row("placed", Integer.toString(figures.placed()), "by %d buyers".formatted(figures.buyers()));
        row("confirmed", terminal.good(Integer.toString(figures.confirmed())), "");
        int rejected =
                figures.rejected().values().stream().mapToInt(Integer::intValue).sum();
        row("rejected", Integer.toString(rejected), "");
        figures.rejected().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> row("  " + entry.getKey(), entry.getValue().toString(), ""));
        if (figures.unended() > 0) {
            row("without an end", terminal.bad(Integer.toString(figures.unended())), "");
        }
        terminal.blank();
        spread("request to confirmation", figures.toConfirmation());
        spread("  those with pm_approve", figures.toConfirmationPlain());
        row(
                "orders per second",
                String.format(Locale.ROOT, "%.1f", figures.ordersPerSecond()),
                "ended, over the %s from the first request to the last end".formatted(seconds(figures.span())));
        terminal.blank();
        terminal.line(
                terminal.dim("  Times run from just before the POST is sent (read here) to OrderConfirmed's time in"));
        terminal.line(terminal.dim(
                sameClock
                        ? "  the order's history (read by Saler): one and the same machine's clock."
                        : "  the order's history (read by Saler): two machines' clocks, as well as these agree."));
    }

    /** The walk of the order with the most to tell, its history read once more to have all of it. */
    public void timeline(List<OrderStory> stories, Function<OrderStory, List<HistoryEntry>> history) {
        Timeline.mostInteresting(stories).ifPresent(story -> new Timeline(terminal).show(story, history.apply(story)));
    }

    public void verdicts(List<Verdict> verdicts) {
        terminal.heading("Checks");
        for (Verdict verdict : verdicts) {
            String mark = verdict.holds() ? terminal.tick() : terminal.cross();
            terminal.line("  %s %-46s %s".formatted(mark, verdict.what(), terminal.dim(verdict.seen())));
            verdict.failures().stream()
                    .limit(FAILURES_SHOWN)
                    .forEach(failure -> terminal.line("      " + terminal.bad(failure)));
            int more = verdict.failures().size() - FAILURES_SHOWN;
            if (more > 0) {
                terminal.line("      " + terminal.bad("and %d more".formatted(more)));
            }
        }
        terminal.blank();
        long failed = verdicts.stream().filter(verdict -> !verdict.holds()).count();
        terminal.line(
                failed == 0
                        ? "  " + terminal.good(terminal.bold("Everything adds up."))
                        : "  "
                                + terminal.bad(
                                        terminal.bold("%d of %d checks failed.".formatted(failed, verdicts.size()))));
    }

    private void spread(String what, Optional<Spread> spread) {
        row(
                what,
                spread.map(times -> seconds(times.median())).orElse("–"),
                spread.map(times -> "median, p99 " + seconds(times.p99())).orElse("none was confirmed"));
    }

    /** Styles are invisible characters, so the column is padded by what is seen. */
    private void row(String what, String figure, String remark) {
        int seen = figure.replaceAll("\u001b\\[[0-9]+m", "").length();
        String line =
                "  %-28s%s%s   %s".formatted(what, " ".repeat(Math.max(0, 10 - seen)), figure, terminal.dim(remark));
        terminal.line(line.stripTrailing());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
    }
}
