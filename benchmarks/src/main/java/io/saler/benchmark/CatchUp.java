package io.saler.benchmark;

import static io.saler.benchmark.Output.say;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits until a Saler has seen to nearly all events that it has, so that a measurement has the machine to itself. */
final class CatchUp {

    /** A processor that an event is nothing to may say only seconds later that it has seen it. */
    private static final long NEARLY_ALL = 1_000;

    private static final long SAID_EVERY = Duration.ofSeconds(15).toNanos();

    private final LongSupplier behind;
    private final Duration pause;

    /**
     * @param behind tells how many events are still to be handled
     * @param pause from one look to the next
     */
    CatchUp(LongSupplier behind, Duration pause) {
        this.behind = behind;
        this.pause = pause;
    }

    void await() throws InterruptedException {
        long said = System.nanoTime() - SAID_EVERY;
        for (long left = behind.getAsLong(); left > NEARLY_ALL; left = behind.getAsLong()) {
            if (System.nanoTime() - said >= SAID_EVERY) {
                said = System.nanoTime();
                say("Waiting until Saler has handled %,d events …", left);
            }
            Thread.sleep(pause);
        }
    }
}
