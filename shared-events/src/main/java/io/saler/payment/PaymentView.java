package io.saler.payment;

import io.saler.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment as clients read it, within its order.
 *
 * @param action what the customer has to do, while the payment waits for that; null when there is nothing to be said
 */
public record PaymentView(
        PaymentId paymentId,
        PaymentStatus status,
        Money captured,
        Money refunded,
        @Nullable PaymentAction action) {

    public PaymentView withoutAction() {
        return new PaymentView(paymentId, status, captured, refunded, null);
    }
}
