package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Measures orders whose buyers ask for the next as soon as one is accepted, and prints a line for each number of
 * buyers. Each number begins when all orders of the one before have ended.
 */
final class AcceptanceBenchmark {

    private final Shop shop;
    private final OrderRequests orders;
    private final Duration measured;

    AcceptanceBenchmark(Shop shop, OrderRequests orders, Duration measured) {
        this.shop = shop;
        this.orders = orders;
        this.measured = measured;
    }

    /** Answers whether every order was accepted and later confirmed. */
    boolean run(List<Integer> buyers) throws InterruptedException {
        say("| buyers | accepted | accepted/s | p50 ms | p99 ms | all ended s later | failed |");
        say("|---|---|---|---|---|---|---|");
        boolean whole = true;
        for (int width : buyers) {
            whole &= measure(width);
        }
        return whole;
    }

    private boolean measure(int buyers) throws InterruptedException {
        shop.staySignedIn();
        var backlog = new Backlog(shop);
        var load = new ClosedLoad(shop, buyer -> {
            Optional<String> orderId = orders.accepted(buyer);
            orderId.ifPresent(backlog::add);
            return orderId.isPresent();
        });
        ClosedLoad.Result result = load.run(buyers, measured);
        Backlog.End end = backlog.awaitEnd();
        long failed = result.failed() + end.unconfirmed();
        say(
                "| %d | %d | %.1f | %.0f | %.0f | %.1f | %d |",
                result.buyers(),
                result.answered(),
                result.perSecond(),
                result.millisecondsAt(50),
                result.millisecondsAt(99),
                end.after().toMillis() / 1000.0,
                failed);
        return failed == 0;
    }
}
