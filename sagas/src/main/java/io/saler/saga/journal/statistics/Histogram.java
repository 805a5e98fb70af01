package io.saler.saga.journal.statistics;

import io.saler.journal.SagaStatistics.Bar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many durations were how long, within a tenth or a millisecond. Bucket 0 is below a millisecond; four more lie
 * between each power of two and the next. Their bounds are the same everywhere and always, since counts are stored by
 * their numbers.
 */
final class Histogram {

    /** Which bucket so many milliseconds are in, in SQL. */
    static final String BUCKET_OF_MS =
            "case when ms < 1 then 0 else least(140, 1 + floor(4 * ln(ms) / ln(2.0::float8))) end";

    private static final int PER_POWER = 4;
    private static final int BUCKETS = 141;

    private final long[] counts = new long[BUCKETS];
    private long count;
    private double totalMs;

    void add(int bucket, long n, double ms) {
        counts[bucket] += n;
        count += n;
        totalMs += ms;
    }

    long count() {
        return count;
    }

    double totalMs() {
        return totalMs;
    }

    /** The duration that this part of all are not longer than; null when there are none. */
    @Nullable
    Long quantileMs(double part) {
        long rank = (long) Math.ceil(part * count);
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= rank && seen > 0) {
                return Math.round(middleMs(bucket));
            }
        }
        return null;
    }

    /** What stands for all durations of a bucket. */
    static double middleMs(int bucket) {
        return bucket == 0 ? 0.5 : Math.pow(2, (bucket - 0.5) / PER_POWER);
    }

    /** From the shortest to the longest duration, two buckets each, as far as they differ in whole milliseconds. */
    List<Bar> bars() {
        var bars = new ArrayList<Bar>();
        long from = 0;
        long inBar = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            inBar += counts[bucket];
            long below = Math.round(Math.pow(2, (double) bucket / PER_POWER));
            if (bucket % 2 == 0 && below > from) {
                bars.add(new Bar(from, below, inBar));
                from = below;
                inBar = 0;
            }
        }
        return withoutEmptyEnds(bars);
    }

    private static List<Bar> withoutEmptyEnds(List<Bar> bars) {
        int first = 0;
        int end = bars.size();
        while (first < end && bars.get(first).count() == 0) {
            first++;
        }
        while (end > first && bars.get(end - 1).count() == 0) {
            end--;
        }
        return bars.subList(first, end);
    }
}
