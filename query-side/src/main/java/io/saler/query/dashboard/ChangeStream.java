package io.saler.query.dashboard;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells one browser that the page it shows has changed, or that nobody knows; what it looks like now, the page asks
 * itself. Written by a thread of its own, so that nobody waits for a browser that reads slowly.
 */
final class ChangeStream {

    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(15).toNanos();
    private static final Logger log = LoggerFactory.getLogger(ChangeStream.class);

    private final SseEmitter client;
    private final long deadline;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private @Nullable String pending;
    private boolean over;
    private String seen;

    /**
     * @param seen what the browser shows
     * @param longest after which the stream ends; its browser comes back by itself
     */
    ChangeStream(SseEmitter client, String seen, Duration longest) {
        this.client = client;
        this.seen = seen;
        this.deadline = System.nanoTime() + longest.toNanos();
        client.onCompletion(this::end);
    }

    /** Never blocks. */
    void offer(String look) {
        lock.lock();
        try {
            pending = look;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Never blocks. */
    void end() {
        lock.lock();
        try {
            over = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Writes until the stream ends, or the browser has gone. */
    void write() {
        try {
            String next = next();
            while (!isOver()) {
                if (next == null) {
                    client.send(SseEmitter.event().comment(""));
                } else if (!next.equals(seen)) {
                    boolean away = next.equals(PageWatch.AWAY);
                    client.send(SseEmitter.event()
                            .id(next)
                            .name(away ? "away" : "changed")
                            .data(next));
                    seen = next;
                }
                next = next();
            }
            client.complete();
        } catch (IOException gone) {
            log.debug("A browser has gone: {}", gone.toString());
        } catch (IllegalStateException closed) {
            client.complete();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            client.complete();
        }
    }

    private @Nullable String next() throws InterruptedException {
        lock.lock();
        try {
            long left = Math.min(HEARTBEAT_NANOS, deadline - System.nanoTime());
            while (pending == null && !over && left > 0) {
                left = news.awaitNanos(left);
            }
            String next = pending;
            pending = null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return over || deadline - System.nanoTime() <= 0;
        } finally {
            lock.unlock();
        }
    }
}
