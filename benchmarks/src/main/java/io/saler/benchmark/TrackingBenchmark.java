package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import io.saler.demo.client.SalerClient;
import io.saler.demo.client.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Measures how many events of visitors are accepted, by requests of 1, 50 and 500, and how long until they are seen.
 * Meanwhile a page of a new store tells of one event after the other, and looks until all of them are counted.
 */
final class TrackingBenchmark {

    private static final List<Integer> SIZES = List.of(1, 50, 500);
    private static final long LONGEST_MICROS = 60_000_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final SalerClient anybody;
    private final Shop shop;
    private final Page page;
    private final Optional<SalerDatabase> database;
    private final Duration warmUp;
    private final Duration measured;

    TrackingBenchmark(SalerClient anybody, Optional<SalerDatabase> database, Duration warmUp, Duration measured) {
        this.anybody = anybody;
        this.shop = Shop.open(anybody, 0, 1);
        this.page = Page.of(shop, anybody);
        this.database = database;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Answers whether every request was accepted, and every event that was looked for was seen. */
    boolean run(List<Integer> senders) throws InterruptedException {
        say("");
        say(
                "| events/request | senders | events/s | p50 ms | p99 ms | stored p99 ms | seen p50 ms | seen p99 ms | machine CPU µs/event | failed |");
        say("|---|---|---|---|---|---|---|---|---|---|");
        boolean whole = true;
        for (int size : SIZES) {
            var load = new ClosedLoad(shop, account -> page.tell(size));
            load.run(senders.getFirst(), warmUp);
            for (int width : senders) {
                whole &= measure(size, width, load);
            }
        }
        return whole;
    }

    private boolean measure(int size, int senders, ClosedLoad load) throws InterruptedException {
        shop.staySignedIn();
        var seen = new Histogram(LONGEST_MICROS, 3);
        // Nothing else is counted in a store of its own, nor anything of before.
        Page watched = Page.of(Shop.open(anybody, 0, 1), anybody);
        var watch = Thread.ofVirtual().unstarted(() -> watch(watched, seen));
        Duration processor = MachineClock.used();
        watch.start();
        ClosedLoad.Result result = load.run(senders, measured);
        double used = MachineClock.used().minus(processor).toNanos() / 1e3;
        watch.interrupt();
        watch.join();
        say(
                "| %d | %d | %.0f | %.1f | %.1f | %s | %.1f | %.1f | %.0f | %d |",
                size,
                senders,
                result.perSecond() * size,
                result.millisecondsAt(50),
                result.millisecondsAt(99),
                database.map(known -> "%d".formatted(known.millisecondsUntilStored(measured)))
                        .orElse("–"),
                seen.getValueAtPercentile(50) / 1e3,
                seen.getValueAtPercentile(99) / 1e3,
                used / Math.max(1, result.answered() * size),
                result.failed());
        return result.failed() == 0 && seen.getMaxValue() < LONGEST_MICROS;
    }

    /** From the answer until the event is counted. */
    private static void watch(Page watched, Histogram seen) {
        try {
            for (long told = 1; !Thread.currentThread().isInterrupted(); told++) {
                watched.tellUntilAccepted();
                long accepted = System.nanoTime();
                while (watched.counted() < told && System.nanoTime() - accepted < LONGEST_WAIT.toNanos()) {
                    Thread.sleep(LOOK_EVERY);
                }
                seen.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - accepted) / 1000));
            }
        } catch (InterruptedException measured) {
            Thread.currentThread().interrupt();
        } catch (Unreachable away) {
            // A request that was under way when all was measured has no answer either.
            if (!Thread.currentThread().isInterrupted()) {
                throw away;
            }
        }
    }
}
