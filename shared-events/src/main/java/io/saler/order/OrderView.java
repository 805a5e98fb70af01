package io.saler.order;

import io.saler.identity.UserId;
import io.saler.payment.PaymentView;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as clients read it.
 *
 * @param reason why it was rejected, in kebab case; null unless it was
 * @param payment null until a payment is requested
 * @param shipment null until it is shipped
 */
public record OrderView(
        OrderId orderId,
        StoreId storeId,
        UserId customerId,
        OrderStatus status,
        @Nullable String reason,
        List<OrderLine> lines,
        Money subtotal,
        Money discount,
        Money tax,
        Money shipping,
        Money total,
        @Nullable PaymentView payment,
        @Nullable ShipmentView shipment,
        Instant placedAt,
        Instant updatedAt) {

    public OrderView {
        lines = List.copyOf(lines);
    }
}
