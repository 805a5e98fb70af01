package io.saler.benchmark;

import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.NewOrder;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.Unreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Buyers who place one order after the other and wait for each to be confirmed. A closed loop: its times tell how long
 * an order takes while so many are under way, not how long it would take at a given rate of arrivals.
 */
final class OrderLoad {

    private static final long LONGEST_MICROS = 60_000_000;

    private final Shop shop;
    private final int linesPerOrder;

    OrderLoad(Shop shop, int linesPerOrder) {
        this.shop = shop;
        this.linesPerOrder = linesPerOrder;
    }

    /** @param times from request to confirmation, in microseconds */
    record Result(int buyers, Duration duration, long confirmed, long failed, Histogram times) {

        double perSecond() {
            return confirmed / (duration.toNanos() / 1e9);
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
                SalerClient buyer = shop.buyers().get(number % shop.buyers().size());
                running.add(threads.submit(() -> buy(buyer, end, times, failed)));
            }
            for (Future<?> each : running) {
                try {
                    each.get();
                } catch (ExecutionException broken) {
                    throw new IllegalStateException(broken.getCause());
                }
            }
        }
        return new Result(
                buyers, Duration.ofNanos(System.nanoTime() - began), times.getTotalCount(), failed.sum(), times);
    }

    private void buy(SalerClient buyer, long end, ConcurrentHistogram times, LongAdder failed) {
        while (System.nanoTime() - end < 0) {
            long asked = System.nanoTime();
            if (isConfirmed(buyer)) {
                times.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - asked) / 1000));
            } else {
                failed.increment();
            }
        }
    }

    private boolean isConfirmed(SalerClient buyer) {
        var order = new NewOrder(shop.storeId(), lines(), "pm_approve", null);
        try {
            Answer answer = buyer.send(Call.post("/orders", order).with("Prefer", "wait=30"));
            return answer.status() == 201
                    && "CONFIRMED".equals(answer.body().path("status").asString(""));
        } catch (Unreachable away) {
            return false;
        }
    }

    private List<NewOrder.Item> lines() {
        return ThreadLocalRandom.current()
                .ints(0, shop.productIds().size())
                .distinct()
                .limit(linesPerOrder)
                .mapToObj(number -> new NewOrder.Item(shop.productIds().get(number), 1))
                .toList();
    }
}
