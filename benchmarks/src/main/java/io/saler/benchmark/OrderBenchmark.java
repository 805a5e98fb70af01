package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Measures orders whose buyers wait for the confirmation, and prints a line for each number of buyers. */
final class OrderBenchmark {

    private final Shop shop;
    private final ClosedLoad load;
    private final Optional<SalerDatabase> database;
    private final Duration measured;

    OrderBenchmark(Shop shop, ClosedLoad load, Optional<SalerDatabase> database, Duration measured) {
        this.shop = shop;
        this.load = load;
        this.database = database;
        this.measured = measured;
    }

    /** Answers whether every order was confirmed. */
    boolean run(List<Integer> buyers) throws InterruptedException {
        say("| buyers | confirmed/s | p50 ms | p99 ms | machine CPU ms/order | commits/order | failed |");
        say("|---|---|---|---|---|---|---|");
        boolean whole = true;
        for (int width : buyers) {
            whole &= measure(width);
        }
        return whole;
    }

    private boolean measure(int buyers) throws InterruptedException {
        shop.staySignedIn();
        var cost = new CostMeter(database);
        ClosedLoad.Result result = load.run(buyers, measured);
        say(
                "| %d | %.1f | %.0f | %.0f | %s | %d |",
                result.buyers(),
                result.perSecond(),
                result.millisecondsAt(50),
                result.millisecondsAt(99),
                cost.columns(result.answered()),
                result.failed());
        return result.failed() == 0;
    }
}
