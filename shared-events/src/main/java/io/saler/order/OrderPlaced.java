package io.saler.order;

import io.saler.identity.UserId;
import io.saler.payment.PaymentMethod;
import io.saler.store.StoreId;
import java.util.List;
import org.axonframework.serialization.Revision;

/** A customer has ordered, at the prices written here. */
@Revision("1")
public record OrderPlaced(
        OrderId orderId,
        UserId customerId,
        StoreId storeId,
        List<OrderLine> lines,
        OrderTotals totals,
        PaymentMethod paymentMethod)
        implements OrderEvent {

    public OrderPlaced {
        lines = List.copyOf(lines);
    }
}
