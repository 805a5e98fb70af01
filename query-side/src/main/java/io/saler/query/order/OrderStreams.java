package io.saler.query.order;

import io.saler.gateway.access.Caller;
import io.saler.order.OrderFailure;
import io.saler.query.stream.StreamPlaces;
import io.saler.query.stream.Streams;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The streams of orders on this node. Safe for use by many threads. */
@Component
class OrderStreams {

    private final OrderWatch watch;
    private final OrderStreamSettings settings;
    private final Streams streams;
    private final StreamPlaces places;

    OrderStreams(OrderWatch watch, OrderStreamSettings settings, Streams streams) {
        this.watch = watch;
        this.settings = settings;
        this.streams = streams;
        this.places = new StreamPlaces(
                settings.mostPerCaller(),
                settings.mostPerNode(),
                OrderFailure.TooManyStreams::new,
                OrderFailure.StreamsExhausted::new);
    }

    /**
     * Streams an order from here on: as it is now, unless the client says that it knows this state, and as it is after
     * each change.
     *
     * @param lastEventId the id of the last event that the client has got
     */
    SseEmitter open(OrderList.Found order, @Nullable String lastEventId, Caller caller) throws IOException {
        var watched = new WatchedOrder(order, OrderReader.of(caller), watch);
        SseEmitter client = Streams.client();
        client.send(WatchedOrder.id(order).equals(lastEventId) ? Streams.signOfLife() : watched.event(order));
        if (watched.isLast(order)) {
            client.complete();
        } else {
            streams.begin(client, watched, settings.times(), places, caller);
        }
        return client;
    }
}
