package io.saler.benchmark.year;

import io.saler.benchmark.year.YearTruth.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/** Waits until a Saler has stored the events of visitors, which is when they are counted. */
final class StoredVisits {

    private final Count stored;
    private final Duration patience;
    private final Duration pause;

    /** Tells how many are stored. */
    @FunctionalInterface
    interface Count {
        long now() throws SQLException;
    }

    /**
     * @param patience for how long nothing at all may be stored
     * @param pause from one look to the next
     */
    StoredVisits(Count stored, Duration patience, Duration pause) {
        this.stored = stored;
        this.patience = patience;
        this.pause = pause;
    }

    /** Counts those of these stores; of their reports nothing is read. */
    static Count in(Connection database, List<Store> stores) {
        return () -> {
            try (var statement =
                    database.prepareStatement("select count(*) from query.tracked_event where store_id = any (?)")) {
                statement.setArray(
                        1,
                        database.createArrayOf(
                                "uuid", stores.stream().map(Store::id).toArray()));
                try (var row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        };
    }

    /**
     * Returns how many are stored as soon as that is so many or more, or when for a while no more came.
     *
     * @param progress is told how many there are, after each look that was not the last
     */
    long await(long expected, LongConsumer progress) throws SQLException, InterruptedException {
        long last = stored.now();
        long since = System.nanoTime();
        while (last < expected && System.nanoTime() - since < patience.toNanos()) {
            progress.accept(last);
            Thread.sleep(pause);
            long now = stored.now();
            if (now > last) {
                since = System.nanoTime();
            }
            last = now;
        }
        return last;
    }
}
