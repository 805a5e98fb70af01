package io.saler.benchmark;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Requests that arrive at a constant rate, whether earlier ones were answered or not. Their times count from when they
 * were to be sent, so whatever keeps a request waiting is part of its time.
 */
final class ArrivalLoad {

    private static final long LONGEST_MICROS = 60_000_000;

    private final int perSecond;
    private final BooleanSupplier request;

    /** @param request sends one and tells whether it was answered as it should be */
    ArrivalLoad(int perSecond, BooleanSupplier request) {
        this.perSecond = perSecond;
        this.request = request;
    }

    /** @param times from the moment of arrival to the answer, in microseconds, of what was answered */
    record Result(int arriving, Duration duration, long failed, Histogram times) {

        double perSecond() {
            return times.getTotalCount() / (duration.toNanos() / 1e9);
        }

        double millisecondsAt(double percentile) {
            return times.getValueAtPercentile(percentile) / 1000.0;
        }

        double totalSeconds() {
            return times.getMean() * times.getTotalCount() / 1e6;
        }
    }

    Result run(Duration duration) {
        var times = new ConcurrentHistogram(LONGEST_MICROS, 3);
        var failed = new LongAdder();
        long arrivals = perSecond * duration.toMillis() / 1000;
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long number = 0; number < arrivals; number++) {
                long arrival = began + number * 1_000_000_000L / perSecond;
                waitUntil(arrival);
                threads.submit(() -> {
                    if (request.getAsBoolean()) {
                        times.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - arrival) / 1000));
                    } else {
                        failed.increment();
                    }
                });
            }
        }
        return new Result(perSecond, Duration.ofNanos(System.nanoTime() - began), failed.sum(), times);
    }

    private static void waitUntil(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
