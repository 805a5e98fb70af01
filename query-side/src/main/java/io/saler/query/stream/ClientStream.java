package io.saler.query.stream;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What one client is sent. It is written by a thread of its own, so that nobody waits for a client that reads slowly;
 * of several changes meanwhile, such a client is sent the last one.
 */
final class ClientStream<T> {

    private static final Logger log = LoggerFactory.getLogger(ClientStream.class);

    private final SseEmitter client;
    private final Watched<T> watched;
    private final long heartbeat;
    private final long deadline;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private @Nullable T pending;
    private boolean over;

    /** As the client has it. */
    private T sent;

    ClientStream(SseEmitter client, Watched<T> watched, StreamTimes times) {
        this.client = client;
        this.watched = watched;
        this.sent = watched.known();
        this.heartbeat = times.heartbeat().toNanos();
        this.deadline = System.nanoTime() + times.longest().toNanos();
        client.onCompletion(this::end);
    }

    /** Has the client sent this as soon as it has read what was sent before; never blocks. */
    void offer(T state) {
        lock.lock();
        try {
            pending = state;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream as soon as its client has read what was sent before; never blocks. */
    void end() {
        lock.lock();
        try {
            over = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Writes until what is watched or the stream ends, or the client has gone. */
    void write() {
        try {
            T next = next();
            while (!isOver()) {
                if (next == null) {
                    client.send(Streams.signOfLife());
                } else if (!watched.look(next).equals(watched.look(sent))) {
                    client.send(watched.event(next));
                    sent = next;
                }
                if (watched.isLast(sent)) {
                    break;
                }
                next = next();
            }
            client.complete();
        } catch (IOException gone) {
            // The container has noticed it too, and ends the request.
            log.debug("A client that watched something has gone: {}", gone.toString());
        } catch (IllegalStateException closed) {
            log.debug("A stream is closed: {}", closed.toString());
            client.complete();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            client.complete();
        }
    }

    /** What is to be sent next; null when there was nothing for the time of a heartbeat, or it is over. */
    private @Nullable T next() throws InterruptedException {
        lock.lock();
        try {
            long left = Math.min(heartbeat, deadline - System.nanoTime());
            while (pending == null && !over && left > 0) {
                left = news.awaitNanos(left);
            }
            T next = pending;
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
