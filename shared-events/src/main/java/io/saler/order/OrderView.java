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
 * @param reason why it was rejected, in kebab case, or why it was cancelled, in somebody's own words; else null
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

    /** The same as others may read it: what its customer has to do for the payment is between them and the gateway. */
    public OrderView forOthers() {
        return payment == null || payment.action() == null
                ? this
                : new OrderView(
                        orderId,
                        storeId,
                        customerId,
                        status,
                        reason,
                        lines,
                        subtotal,
                        discount,
                        tax,
                        shipping,
                        total,
                        payment.withoutAction(),
                        shipment,
                        placedAt,
                        updatedAt);
    }

    /** Whether there is nothing more that its customer waits for, whatever is given back later. */
    public boolean endsWaiting() {
        return status.endsWaiting() || (shipment != null && shipment.deliveredAt() != null);
    }
}
