package io.saler.order;

import io.saler.payment.PaymentId;
import io.saler.payment.RefundId;
import io.saler.value.Money;
import io.saler.value.OwnWords;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Money of a paid order is to be given back, and goods to the shelf.
 *
 * @param amount nothing when the order was free, or all its money is on its way back already
 * @param returned the goods that are on sale again, which are those of a cancelled order
 */
@Revision("1")
public record OrderRefundRequested(
        OrderId orderId,
        RefundId refundId,
        PaymentId paymentId,
        Money amount,
        @OwnWords String reason,
        List<OrderItem> returned)
        implements OrderEvent {

    public OrderRefundRequested {
        returned = List.copyOf(returned);
    }
}
