package io.saler.query.tracking;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Work that goes on in a thread of its own until it is stopped. Safe for use by many threads. */
final class TrackingThread {

    private final Thread.Builder builder;
    private volatile boolean running;
    private @Nullable Thread thread;

    TrackingThread(Thread.Builder builder) {
        this.builder = builder;
    }

    /** @param work looks at {@link #isRunning} now and then, and returns soon when it is not */
    synchronized void start(Runnable work) {
        running = true;
        thread = builder.start(work);
    }

    boolean isRunning() {
        return running;
    }

    /** Returns after this time, or at once, interrupted as before, when the thread is interrupted. */
    static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /**
     * Returns when the work has ended, or when it has not done so for longer than this, in spite of being interrupted.
     *
     * @param wake lets the work notice that it is to end
     * @param patience for how long it may end by itself
     */
    synchronized void stop(Runnable wake, Duration patience) {
        running = false;
        wake.run();
        Thread last = thread;
        if (last != null) {
            try {
                if (!last.join(patience)) {
                    last.interrupt();
                }
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
