package io.saler.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Buyers who send one request after the other, each when the one before was answered. A closed loop: its times tell how
 * long a request takes while so many are under way, not how long it would take at a given rate of arrivals.
 */
final class ClosedLoad {

    private static final long LONGEST_MICROS = 60_000_000;

    private final Shop shop;
    private final Predicate<Account> request;

    /** @param request sends one for a buyer and tells whether it was answered as it should be */
    ClosedLoad(Shop shop, Predicate<Account> request) {
        this.shop = shop;
        this.request = request;
    }

    /**
     * @param duration from the first request to the last answer
     * @param times from request to answer, in microseconds, of what was answered as it should be
     */
    record Result(int buyers, Duration duration, long failed, Histogram times) {

        long answered() {
            return times.getTotalCount();
        }

        double perSecond() {
            return answered() / (duration.toNanos() / 1e9);
        }

        double millisecondsAt(double percentile) {
            return times.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    Result run(int buyers, Duration duration) throws InterruptedException {
        var times = new ConcurrentHistogram(LONGEST_MICROS, 3);
        var failed = new LongAdder();
        long began = System.nanoTime();
        long end = began + duration.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < buyers; number++) {
                Account buyer = shop.buyer(number);
                running.add(threads.submit(() -> ask(buyer, end, times, failed)));
            }
            for (Future<?> each : running) {
                try {
                    each.get();
                } catch (ExecutionException broken) {
                    throw new IllegalStateException(broken.getCause());
                }
            }
        }
        return new Result(buyers, Duration.ofNanos(System.nanoTime() - began), failed.sum(), times);
    }

    private void ask(Account buyer, long end, ConcurrentHistogram times, LongAdder failed) {
        while (System.nanoTime() - end < 0) {
            long asked = System.nanoTime();
            if (request.test(buyer)) {
                times.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - asked) / 1000));
            } else {
                failed.increment();
            }
        }
    }
}
