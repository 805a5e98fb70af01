package io.saler.axonserver.history;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Keeps the segments that this node has of a processor close to each other while they go through history, so that what
 * the first has read is still there when the last needs it. Pages are given out some at a time, and the next of them
 * only when all segments have come to those before; one that does not move is not waited for. Safe for use by several
 * threads.
 */
public final class Pace {

    /** Pages that are given out together, so that there is enough for a batch. */
    static final int STRIDE = 8;

    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    /** Stands for all segments as long as none has begun. */
    private static final int NONE = -1;

    private final LongSupplier clock;
    private final Map<Integer, Seen> segments = new ConcurrentHashMap<>();
    private final AtomicBoolean held = new AtomicBoolean();
    private volatile Runnable goOn = () -> {};

    private record Seen(long stride, long at) {}

    public Pace() {
        this(System::nanoTime);
    }

    /** @param clock nanoseconds, never going back */
    Pace(LongSupplier clock) {
        this.clock = clock;
    }

    /** Pages will be given out from here on. */
    void opened(HistoryPage first) {
        segments.put(NONE, seenAt(first));
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
                .allMatch(seen -> seen.stride() >= stride(page) - 1);
        if (allowed) {
            held.set(false);
        }
        return allowed;
    }

    /** A segment has come to a page. */
    void begins(int segment, HistoryPage page) {
        segments.put(segment, seenAt(page));
        segments.remove(NONE);
        if (held.getAndSet(false)) {
            goOn.run();
        }
    }

    private Seen seenAt(HistoryPage page) {
        return new Seen(stride(page), clock.getAsLong());
    }

    private static long stride(HistoryPage page) {
        return Math.floorDiv(page.after(), STRIDE * page.size());
    }
}
