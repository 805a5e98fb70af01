package io.saler.demo.client;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A moment after which nobody waits any longer, measured on a clock that does not jump. Immutable and safe to share
 * between threads.
 */
public final class Deadline {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left until then; zero when it has passed, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean hasPassed() {
        return remaining().isZero();
    }

    /**
     * Looks again and again, ever less often, until what is seen satisfies or the deadline has passed.
     *
     * @return what was seen last, whether it satisfies or not
     */
    public <T> T lookUntil(Supplier<T> look, Predicate<? super T> satisfies) {
        Duration pause = FIRST_PAUSE;
        T seen = look.get();
        while (!satisfies.test(seen) && !hasPassed()) {
            pause(pause);
            pause = longer(pause);
            seen = look.get();
        }
        return seen;
    }

    /** Sleeps, but not beyond the deadline. An interrupt ends it with {@link Unreachable}. */
    public void pause(Duration wanted) {
        Duration remaining = remaining();
        try {
            Thread.sleep(wanted.compareTo(remaining) < 0 ? wanted : remaining);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while waiting", stop);
        }
    }

    static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }
}
