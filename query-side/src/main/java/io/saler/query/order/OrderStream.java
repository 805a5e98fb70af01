package io.saler.query.order;

import io.saler.order.OrderView;
import io.saler.query.EntityTag;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What one client is sent of one order. It is written by a thread of its own, so that nobody waits for a client that
 * reads slowly; of several changes meanwhile, such a client is sent the last one.
 */
final class OrderStream {

    private static final Logger log = LoggerFactory.getLogger(OrderStream.class);

    private final SseEmitter client;
    private final long heartbeat;
    private final long deadline;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private OrderList.@Nullable Found pending;
    private boolean over;

    /** As the client has it. */
    private OrderView sent;

    /**
     * @param known what the client has got already
     * @param longest after which the stream ends, changes or not
     */
    OrderStream(SseEmitter client, OrderView known, Duration heartbeat, Duration longest) {
        this.client = client;
        this.sent = known;
        this.heartbeat = heartbeat.toNanos();
        this.deadline = System.nanoTime() + longest.toNanos();
        client.onCompletion(this::end);
    }

    static SseEmitter.SseEventBuilder event(OrderList.Found order) {
        return SseEmitter.event().id(id(order)).name("order").data(order.order(), MediaType.APPLICATION_JSON);
    }

    static SseEmitter.SseEventBuilder signOfLife() {
        return SseEmitter.event().comment("");
    }

    /** The same for each state of an order as its {@code ETag}, without the quotes. */
    static String id(OrderList.Found order) {
        return EntityTag.unquoted(order.version(), order.paymentChanges());
    }

    /** Has the client sent this as soon as it has read what was sent before; never blocks. */
    void offer(OrderList.Found order) {
        lock.lock();
        try {
            pending = order;
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

    /** Writes until the order or the stream ends, or the client has gone. */
    void write() {
        try {
            OrderList.Found next = next();
            while (!isOver()) {
                if (next == null) {
                    client.send(signOfLife());
                } else if (!next.order().equals(sent)) {
                    client.send(event(next));
                    sent = next.order();
                }
                if (sent.endsWaiting()) {
                    break;
                }
                next = next();
            }
            client.complete();
        } catch (IOException gone) {
            // The container has noticed it too, and ends the request.
            log.debug("A client that watched an order has gone: {}", gone.toString());
        } catch (IllegalStateException closed) {
            log.debug("The stream of an order is closed: {}", closed.toString());
            client.complete();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            client.complete();
        }
    }

    /** What is to be sent next; null when there was nothing for the time of a heartbeat, or it is over. */
    private OrderList.@Nullable Found next() throws InterruptedException {
        lock.lock();
        try {
            long left = Math.min(heartbeat, deadline - System.nanoTime());
            while (pending == null && !over && left > 0) {
                left = news.awaitNanos(left);
            }
            OrderList.Found next = pending;
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
