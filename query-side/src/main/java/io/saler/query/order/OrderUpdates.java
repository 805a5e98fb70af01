package io.saler.query.order;

import io.saler.identity.Actor;
import io.saler.order.FindOrder;
import io.saler.order.OrderId;
import io.saler.order.OrderView;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Answers {@link FindOrder}, and tells whoever may read it and has subscribed to it about each change of the order's
 * status.
 */
@Component
class OrderUpdates {

    private static final Logger log = LoggerFactory.getLogger(OrderUpdates.class);

    private final OrderTable orders;
    private final OrderAccess access;
    private final QueryUpdateEmitter subscribers;

    OrderUpdates(OrderTable orders, OrderAccess access, QueryUpdateEmitter subscribers) {
        this.orders = orders;
        this.access = access;
        this.subscribers = subscribers;
    }

    @QueryHandler
    @Nullable
    OrderView handle(FindOrder query, MetaData origin) {
        return orders.find(query.orderId())
                .filter(order -> access.mayRead(Actor.of(origin), order))
                .orElse(null);
    }

    /** To be called when the changes are committed. Reads only the orders that somebody waits for; never throws. */
    void tell(Set<OrderId> changed) {
        try {
            Set<OrderId> awaited = subscribers.activeSubscriptions().stream()
                    .map(subscription -> subscription.getPayload())
                    .filter(FindOrder.class::isInstance)
                    .map(query -> ((FindOrder) query).orderId())
                    .filter(changed::contains)
                    .collect(Collectors.toSet());
            if (!awaited.isEmpty()) {
                orders.find(awaited).forEach(this::tell);
            }
        } catch (RuntimeException failure) {
            // The change is committed; who is not told reads it later.
            log.warn("Subscribers could not be told of a change to {} orders", changed.size(), failure);
        }
    }

    private void tell(OrderView order) {
        subscribers.<OrderView>emit(
                subscription -> subscription.getPayload() instanceof FindOrder query
                        && query.orderId().equals(order.orderId())
                        && access.mayRead(Actor.of(subscription.getMetaData()), order),
                order);
    }
}
