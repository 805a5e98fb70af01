package io.saler.saga.notification;

import io.saler.order.OrderPlaced;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.ShipmentView;
import io.saler.payment.PaymentView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Orders as the query side would answer them. */
public final class OrderViews {

    private OrderViews() {}

    public static OrderView of(OrderPlaced placed, OrderStatus status, Instant at) {
        return of(placed, status, null, at);
    }

    public static OrderView of(OrderPlaced placed, OrderStatus status, @Nullable ShipmentView shipment, Instant at) {
        return of(placed, status, null, shipment, at);
    }

    public static OrderView of(
            OrderPlaced placed,
            OrderStatus status,
            @Nullable PaymentView payment,
            @Nullable ShipmentView shipment,
            Instant at) {
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
                payment,
                shipment,
                at,
                at);
    }
}
