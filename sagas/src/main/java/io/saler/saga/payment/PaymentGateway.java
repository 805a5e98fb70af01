package io.saler.saga.payment;

import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.value.Money;

/**
 * Whoever can take customers' money, and give it back. The payment's identifier is the idempotency key of whatever is
 * asked about it, the refund's of a refund: repeated, every call answers how it ended the first time. Calls may block
 * and are interrupted when they take too long; they throw {@link GatewayUnavailable} when the outcome is unknown and
 * asking again will help. Implementations are thread-safe.
 */
public interface PaymentGateway {

    /** Takes the amount, unless the payment was cancelled or has ended already. */
    PaymentOutcome charge(PaymentId payment, Money amount, PaymentMethod method)
            throws GatewayUnavailable, InterruptedException;

    /**
     * Gives a payment up, so that it can never be charged. Answers how it has ended, which is with the money taken or
     * refused when that came first; never {@link PaymentOutcome.ActionRequired}.
     */
    PaymentOutcome cancel(PaymentId payment) throws GatewayUnavailable, InterruptedException;

    /** Gives back some of the money that was taken by a payment, never more than is left of it. */
    RefundOutcome refund(PaymentId payment, RefundId refund, Money amount)
            throws GatewayUnavailable, InterruptedException;
}
