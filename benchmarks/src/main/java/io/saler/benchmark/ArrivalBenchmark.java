package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures orders that arrive at a constant rate and wait for the confirmation, and prints a line. */
final class ArrivalBenchmark {

    private final Shop shop;
    private final OrderRequests orders;
    private final Optional<SalerDatabase> database;
    private final Duration measured;

    ArrivalBenchmark(Shop shop, OrderRequests orders, Optional<SalerDatabase> database, Duration measured) {
        this.shop = shop;
        this.orders = orders;
        this.database = database;
        this.measured = measured;
    }

    /** Answers whether every order was confirmed. */
    boolean run(int perSecond) {
        say("| arriving/s | confirmed/s | p50 ms | p99 ms | machine CPU ms/order | commits/order | failed |");
        say("|---|---|---|---|---|---|---|");
        shop.staySignedIn();
        var number = new AtomicInteger();
        var load = new ArrivalLoad(perSecond, () -> orders.isConfirmed(shop.buyer(number.getAndIncrement())));
        var cost = new CostMeter(database);
        ArrivalLoad.Result result = load.run(measured);
        say(
                "| %d | %.1f | %.0f | %.0f | %s | %d |",
                result.arriving(),
                result.perSecond(),
                result.millisecondsAt(50),
                result.millisecondsAt(99),
                cost.columns(result.times().getTotalCount()),
                result.failed());
        return result.failed() == 0;
    }
}
