package io.saler.query.order;

import io.saler.query.EntityTag;
import io.saler.query.stream.Watched;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** An order as this reader may see it, until it ends. */
record WatchedOrder(OrderList.Found known, OrderReader reader, OrderWatch orders) implements Watched<OrderList.Found> {

    /** The same for each state of an order as its {@code ETag}, without the quotes. */
    static String id(OrderList.Found order) {
        return EntityTag.unquoted(order.version(), order.paymentChanges());
    }

    @Override
    public Object look(OrderList.Found order) {
        return order.order();
    }

    @Override
    public SseEventBuilder event(OrderList.Found order) {
        return SseEmitter.event().id(id(order)).name("order").data(order.order(), MediaType.APPLICATION_JSON);
    }

    @Override
    public boolean isLast(OrderList.Found order) {
        return order.order().endsWaiting();
    }

    @Override
    public Watching watch(Consumer<OrderList.Found> listener) {
        return orders.watch(known, newer -> listener.accept(newer.seenBy(reader)));
    }
}
