package io.saler.query.projection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes something ready on a server that may not be there yet, such as an index or a topic. It begins when the
 * application starts, does not hold the start up, and is tried again, up to every five seconds, until it succeeds.
 */
public final class Preparation implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Preparation.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String what;
    private final Work work;
    private final AtomicReference<@Nullable Thread> attempt = new AtomicReference<>();

    /** What is to be done; doing it again does no harm. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private volatile boolean done;
    private volatile boolean running;

    /** @param what for the log, for example {@code the search index} */
    public Preparation(String what, Work work) {
        this.what = what;
        this.work = work;
    }

    /** Whether it has succeeded since the start, or since {@link #again()}. */
    public boolean isDone() {
        return done;
    }

    /** To be called when what was made ready turns out to be gone. */
    public void again() {
        done = false;
        begin();
    }

    @Override
    public void start() {
        running = true;
        begin();
    }

    @Override
    public void stop() {
        running = false;
        Thread current = attempt.get();
        if (current != null) {
            current.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void begin() {
        Thread thread = Thread.ofVirtual().name("prepare " + what).unstarted(this::untilDone);
        if (running && attempt.compareAndSet(null, thread)) {
            thread.start();
        }
    }

    private void untilDone() {
        try {
            Duration pause = FIRST_PAUSE;
            while (running && !done) {
                if (attempt()) {
                    done = true;
                    return;
                }
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            attempt.set(null);
        }
    }

    private boolean attempt() throws InterruptedException {
        try {
            work.run();
            log.info("Ready: {}", what);
            return true;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception away) {
            log.info("Not ready yet: {} ({})", what, away.toString());
            log.debug("Not ready yet: {}", what, away);
            return false;
        }
    }
}
