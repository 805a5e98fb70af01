package io.saler.benchmark.year;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts the figures that were compared, and keeps what was different. */
public final class Comparison {

    private final List<String> differences = new ArrayList<>();
    private long compared;

    /** How many figures were compared. */
    public long compared() {
        return compared;
    }

    public List<String> differences() {
        return List.copyOf(differences);
    }

    void same(List<String> expected, List<String> found, Supplier<String> what) {
        compared += Math.max(1, expected.size());
        if (!expected.equals(found)) {
            differs("%s: expected %s, found %s".formatted(what.get(), expected, found));
        }
    }

    void differs(String how) {
        differences.add(how);
    }

    /**
     * Compares a report by periods.
     *
     * @param csv as Saler answered it
     * @param expectation the figures of a period by its begin
     * @param expected where those periods begin in which there was something
     */
    void periods(
            String report, Span span, String csv, Function<Instant, List<String>> expectation, Set<Instant> expected) {
        List<List<String>> rows = Csv.read(csv);
        Set<Instant> missing = new HashSet<>(expected);
        for (List<String> row : rows.subList(1, rows.size())) {
            Instant begins = Instant.parse(row.get(1));
            missing.remove(begins);
            List<String> figures = row.subList(3, row.size() - 1);
            same(expectation.apply(begins), figures, () -> "%s of %s from %s".formatted(report, span, begins));
            same(List.of(span.store().currency().getCurrencyCode()), List.of(row.getLast()), () -> "currency");
        }
        same(
                List.of(),
                missing.stream().map(Instant::toString).toList(),
                () -> "periods of %s that are missing in %s".formatted(report, span));
    }
}
