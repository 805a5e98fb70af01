package io.saler.benchmark;

import java.time.Duration;
import java.util.Optional;

/** What the machine and PostgreSQL have spent since the meter was made. */
final class CostMeter {

    private final Optional<SalerDatabase> database;
    private final long commitsBefore;
    private final Duration processorBefore;

    /** @param database nothing where commits are not counted */
    CostMeter(Optional<SalerDatabase> database) {
        this.database = database;
        this.commitsBefore = database.map(SalerDatabase::writtenTransactions).orElse(0L);
        this.processorBefore = MachineClock.used();
    }

    /** The two columns for so many orders: processor time in milliseconds, and commits, by order. */
    String columns(long orders) {
        double processor = MachineClock.used().minus(processorBefore).toNanos() / 1e6;
        String written = database.map(
                        counted -> "%.1f".formatted((counted.writtenTransactions() - commitsBefore) / (double) orders))
                .orElse("–");
        return "%.1f | %s".formatted(processor / orders, written);
    }
}
