package io.saler.query.dashboard;

import io.saler.journal.SagaStatistics;
import io.saler.journal.SagaStatistics.Counts;
import io.saler.journal.SagaStatistics.Interval;
import io.saler.journal.SagaStatistics.TimeToComplete;
import io.saler.journal.SagaStatistics.Unended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Statistics as they are drawn: sums, and bars in percent of the space that there is.
 *
 * @param most the highest bar of the throughput
 */
record Overview(
        long running,
        long compensating,
        long stuck,
        long overdue,
        List<Column> throughput,
        long most,
        List<Histogram> histograms) {

    private static final double WHOLE = 100;
    private static final double GAP = 0.18;

    /** A part of a bar; a bar has one for each way in which sagas have ended. */
    record Part(String kind, String y, String height) {}

    record Column(String x, String width, Instant from, Counts counts, List<Part> parts) {}

    record Histogram(TimeToComplete times, List<Step> steps) {

        record Step(String x, String width, String y, String height, long fromMs, long belowMs, long count) {}
    }

    static Overview of(SagaStatistics statistics) {
        long most = Math.max(
                1,
                statistics.intervals().stream()
                        .mapToLong(interval -> ended(interval.counts()))
                        .max()
                        .orElse(0));
        return new Overview(
                sum(statistics, Unended::running),
                sum(statistics, Unended::compensating),
                sum(statistics, Unended::stuck),
                sum(statistics, Unended::overdue),
                columns(statistics.intervals(), most),
                most,
                statistics.timesToComplete().stream().map(Overview::histogram).toList());
    }

    private static long sum(SagaStatistics statistics, ToLongFunction<Unended> count) {
        return statistics.now().stream().mapToLong(count).sum();
    }

    private static long ended(Counts counts) {
        return counts.completed() + counts.compensated() + counts.cancelled();
    }

    private static List<Column> columns(List<Interval> intervals, long most) {
        double width = WHOLE / Math.max(1, intervals.size());
        var columns = new ArrayList<Column>();
        for (int i = 0; i < intervals.size(); i++) {
            Interval interval = intervals.get(i);
            columns.add(new Column(
                    percent(i * width + width * GAP / 2),
                    percent(width * (1 - GAP)),
                    interval.from(),
                    interval.counts(),
                    parts(interval.counts(), most)));
        }
        return columns;
    }

    /** One upon the other. */
    private static List<Part> parts(Counts counts, long most) {
        double completed = WHOLE * counts.completed() / most;
        double compensated = WHOLE * counts.compensated() / most;
        double cancelled = WHOLE * counts.cancelled() / most;
        return List.of(
                part("completed", completed, completed),
                part("compensated", completed + compensated, compensated),
                part("cancelled", completed + compensated + cancelled, cancelled));
    }

    private static Part part(String kind, double top, double height) {
        return new Part(kind, percent(WHOLE - top), percent(height));
    }

    private static Histogram histogram(TimeToComplete times) {
        long most = Math.max(
                1,
                times.histogram().stream()
                        .mapToLong(SagaStatistics.Bar::count)
                        .max()
                        .orElse(0));
        double width = WHOLE / Math.max(1, times.histogram().size());
        var steps = new ArrayList<Histogram.Step>();
        for (int i = 0; i < times.histogram().size(); i++) {
            SagaStatistics.Bar bar = times.histogram().get(i);
            double height = WHOLE * bar.count() / most;
            steps.add(new Histogram.Step(
                    percent(i * width + width * GAP / 4),
                    percent(width * (1 - GAP / 2)),
                    percent(WHOLE - height),
                    percent(height),
                    bar.fromMs(),
                    bar.belowMs(),
                    bar.count()));
        }
        return new Histogram(times, steps);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share);
    }
}
