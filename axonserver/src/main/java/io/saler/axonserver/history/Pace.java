package io.saler.axonserver.history;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Keeps the segments that this node has of a processor close to each other while they go through history, so that what
 * the first has read is still there when the last needs it. Pages are given out in strides of some at a time, enough
 * for a transaction, and the next stride only when all segments have come to the one before; one that does not move is
 * not waited for. Safe for use by several threads.
 */
public final class Pace {

    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    /** Stands for all segments as long as none has begun. */
    private static final int NONE = -1;

    private final int stride;
    private final LongSupplier clock;
    private final Map<Integer, Seen> segments = new ConcurrentHashMap<>();
    private final AtomicBoolean held = new AtomicBoolean();
    private volatile Runnable goOn = () -> {};

    private record Seen(HistoryPage page, long at) {}

    /** @param stride pages */
    public Pace(int stride) {
        this(stride, System::nanoTime);
    }

    /** @param clock nanoseconds, never going back */
    Pace(int stride, LongSupplier clock) {
        this.stride = stride;
        this.clock = clock;
    }

    /** The most pages from the one that the last segment is at to the one that the first has been given. */
    int longest() {
        return 2 * stride;
    }

    /** Pages will be given out from here on. */
    void opened(HistoryPage first) {
        segments.put(NONE, new Seen(first, clock.getAsLong()));
    }

    /** @param goOn called when pages can be given out that could not before */
    void whenPossible(Runnable goOn) {
        this.goOn = goOn;
    }

    /** Whether a page can be given out by now. */
    boolean allows(HistoryPage page) {
        // Before the look, or who comes there meanwhile would not know that somebody waits.
        held.set(true);
        long now = clock.getAsLong();
        boolean allowed = segments.values().stream()
                .filter(seen -> now - seen.at() < PATIENCE)
                .allMatch(seen -> stride(seen.page()) >= stride(page) - 1);
        if (allowed) {
            held.set(false);
        }
        return allowed;
    }

    /** A segment has come to a page; or comes to it again, which is no step. */
    void begins(int segment, HistoryPage page) {
        segments.merge(
                segment,
                new Seen(page, clock.getAsLong()),
                (before, now) -> before.page().equals(now.page()) ? before : now);
        segments.remove(NONE);
        stepped();
    }

    /** This node has the segment no more. */
    void left(int segment) {
        segments.remove(segment);
        stepped();
    }

    private void stepped() {
        if (held.getAndSet(false)) {
            goOn.run();
        }
    }

    private long stride(HistoryPage page) {
        return Math.floorDiv(page.after(), stride * page.size());
    }
}
