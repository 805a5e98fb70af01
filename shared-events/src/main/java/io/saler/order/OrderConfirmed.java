package io.saler.order;

import io.saler.payment.PaymentId;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The order is paid and its units are the customer's. Revision 1 did not name the payment: there was one attempt.
 *
 * @param paymentId the attempt that went through; the first when null is given
 */
@Revision("2")
public record OrderConfirmed(OrderId orderId, @Nullable PaymentId paymentId) implements OrderEvent {

    public OrderConfirmed {
        paymentId = Objects.requireNonNullElseGet(paymentId, () -> PaymentId.of(orderId, 1));
    }

    @Override
    @SuppressWarnings("NullAway") // The constructor sees to it.
    public PaymentId paymentId() {
        return paymentId;
    }
}
