package io.saler.benchmark;

import java.time.Duration;
import java.util.Optional;

/** What the machine and PostgreSQL have spent since the meter was made. */
final class CostMeter {

    private final Optional<CommitCounter> commits;
    private final long commitsBefore;
    private final Duration processorBefore;

    /** @param commits nothing where they are not counted */
    CostMeter(Optional<CommitCounter> commits) {
        this.commits = commits;
        this.commitsBefore = commits.map(CommitCounter::written).orElse(0L);
        this.processorBefore = MachineClock.used();
    }

    /** The two columns for so many orders: processor time in milliseconds, and commits, by order. */
    String columns(long orders) {
        double processor = MachineClock.used().minus(processorBefore).toNanos() / 1e6;
        String written = commits.map(counter -> "%.1f".formatted((counter.written() - commitsBefore) / (double) orders))
                .orElse("–");
        return "%.1f | %s".formatted(processor / orders, written);
    }
}
