package io.saler.saga.notification;

import io.saler.order.OrderPlaced;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import java.time.Instant;

/** Orders as the query side would answer them. */
public final class OrderViews {

    private OrderViews() {}

    public static OrderView of(OrderPlaced placed, OrderStatus status, Instant at) {
        var totals = placed.totals();
        return new OrderView(
                placed.orderId(),
                placed.storeId(),
                placed.customerId(),
                status,
                null,
                placed.lines(),
                totals.subtotal(),
                totals.discount(),
                totals.tax(),
                totals.shipping(),
                totals.total(),
                null,
                at,
                at);
    }
}
