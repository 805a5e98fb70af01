package io.saler.order;

import io.saler.payment.RefundId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import io.saler.value.OwnWords;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Gives money of a paid order back, once per refund, as often as there is money left. Answers the {@link Money} that
 * this refund is about. Refused with {@link OrderFailure.RefundExceedsPayment} beyond that, with
 * {@link OrderFailure.TransitionRefused} for an order that was never paid, and with
 * {@link io.saler.failure.IdempotencyKeyReused} when the refund is known and another.
 *
 * @param amount more than nothing, or null for all that is left
 */
public record RefundOrder(
        @TargetAggregateIdentifier OrderId orderId,
        RefundId refundId,
        @Nullable Money amount,
        @OwnWords String reason) {

    public RefundOrder {
        if (amount != null && amount.compareTo(Money.zero(amount.currency())) <= 0) {
            throw InvalidValue.at("amount", "A refund is of more than nothing");
        }
        reason = InvalidValue.line("reason", "A reason", reason, 1, 500);
    }
}
