package io.saler.benchmark.year;

/** Whoever answers reports: a running Saler, or the part of it that makes them. */
public interface Answers {

    /** Returns a report as CSV, its header first. */
    String csv(String report, Span span);

    String json(String report, Span span);
}
