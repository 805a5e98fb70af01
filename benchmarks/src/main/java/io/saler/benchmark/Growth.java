package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Orders until an event store holds so many events, so that what comes next is measured on a store of that size. */
final class Growth {

    private static final int BUYERS = 128;
    private static final int FIRST_GUESS_PER_SECOND = 1000;
    private static final long LONGEST_SLICE_MILLIS = 30_000;
    private static final long SHORTEST_SLICE_MILLIS = 1_000;

    private final Shop shop;
    private final ClosedLoad load;
    private final LongSupplier events;

    /** @param events tells how many there are */
    Growth(Shop shop, ClosedLoad load, LongSupplier events) {
        this.shop = shop;
        this.load = load;
        this.events = events;
    }

    /**
     * Orders until there are at least so many events, and prints every half a minute how many there are.
     *
     * @return whether every order was confirmed
     * @throws IllegalStateException if there are no more events after orders than before
     */
    boolean to(long wanted) throws InterruptedException {
        long failed = 0;
        long there = events.getAsLong();
        double perSecond = FIRST_GUESS_PER_SECOND;
        say("Ordering until there are %,d events …", wanted);
        while (there < wanted) {
            shop.staySignedIn();
            ClosedLoad.Result result = load.run(BUYERS, slice(wanted - there, perSecond));
            long now = events.getAsLong();
            if (now <= there) {
                throw new IllegalStateException(
                        "%d orders were confirmed and %d failed, but the event store has not grown: is it another one's?"
                                .formatted(result.answered(), result.failed()));
            }
            perSecond = (now - there) / (result.duration().toNanos() / 1e9);
            failed += result.failed();
            there = now;
            say(
                    "  %,d events, %.0f a second, by %.1f orders a second, %d failed so far",
                    there, perSecond, result.perSecond(), failed);
        }
        return failed == 0;
    }

    /** As long as the missing events take at this rate, so that not many more are made, within limits. */
    static Duration slice(long missing, double perSecond) {
        long millis = (long) (missing * 1000 / perSecond);
        return Duration.ofMillis(Math.clamp(millis, SHORTEST_SLICE_MILLIS, LONGEST_SLICE_MILLIS));
    }
}
