package io.saler.query.order;

import io.saler.gateway.access.Caller;
import io.saler.order.OrderFailure;
import io.saler.order.OrderView;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of this node. They end before the web server stops, which would wait for them. Safe for use by many
 * threads.
 */
@Component
class OrderStreams implements SmartLifecycle {

    private static final long AS_LONG_AS_IT_LASTS = 0;

    private final OrderWatch watch;
    private final OrderStreamSettings settings;
    private final Clock clock;
    private final StreamPlaces places;
    private final Set<OrderStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    OrderStreams(OrderWatch watch, OrderStreamSettings settings, Clock clock) {
        this.watch = watch;
        this.settings = settings;
        this.clock = clock;
        this.places = new StreamPlaces(settings.mostPerCaller(), settings.mostPerNode());
    }

    /**
     * Streams an order from here on: as it is now, unless the client says that it knows this state, and as it is after
     * each change.
     *
     * @param lastEventId the id of the last event that the client has got
     */
    SseEmitter open(OrderList.Found order, @Nullable String lastEventId, Caller caller) throws IOException {
        var client = new SseEmitter(AS_LONG_AS_IT_LASTS);
        // Said by the request's own thread, and in any case, so that the headers are written before others write.
        client.send(OrderStream.id(order).equals(lastEventId) ? OrderStream.signOfLife() : OrderStream.event(order));
        if (order.order().endsWaiting()) {
            client.complete();
        } else {
            follow(order, client, caller);
        }
        return client;
    }

    private void follow(OrderList.Found order, SseEmitter client, Caller caller) {
        if (stopped) {
            throw new OrderFailure.StreamsExhausted();
        }
        OrderView known = order.order();
        OrderReader reader = OrderReader.of(caller);
        StreamPlaces.Place place = places.take(caller.actor().id());
        var stream = new OrderStream(client, known, settings.heartbeat(), longest(caller));
        streams.add(stream);
        if (stopped) {
            stream.end();
        }
        Thread.ofVirtual().name("order-stream").start(() -> {
            try (place;
                    var _ = watch.watch(order, newer -> stream.offer(newer.seenBy(reader)))) {
                stream.write();
            } catch (RuntimeException unforeseen) {
                client.completeWithError(unforeseen);
            } finally {
                streams.remove(stream);
            }
        });
    }

    /** Nobody reads on with a token that has ended. */
    private Duration longest(Caller caller) {
        Instant end = caller.expiresAt();
        Duration left = end == null ? settings.longest() : Duration.between(clock.instant(), end);
        return left.compareTo(settings.longest()) < 0 ? left : settings.longest();
    }

    @Override
    public void start() {
        stopped = false;
    }

    @Override
    public void stop() {
        stopped = true;
        streams.forEach(OrderStream::end);
    }

    @Override
    public boolean isRunning() {
        return !stopped;
    }

    /** Before everything else, the web server above all. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
