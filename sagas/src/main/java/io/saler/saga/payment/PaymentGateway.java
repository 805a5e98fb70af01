package io.saler.saga.payment;

import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.value.Money;
import java.time.Instant;

/**
 * Whoever can take customers' money, and give it back. The payment's identifier is the idempotency key of whatever is
 * asked about it, the refund's of a refund: repeated, every call answers how it ended the first time. Calls may block
 * and are interrupted when they take too long; they throw {@link GatewayUnavailable} when the outcome is unknown and
 * asking again will help. Implementations are thread-safe.
 */
public interface PaymentGateway {

    /**
     * Takes the amount, unless the payment was cancelled or has ended already.
     *
     * @param requestedAt when it was to be taken first. A gateway does not know keys for ever, and a backup that was
     *     restored brings back requests that were carried out long ago: an old one is looked for before money is taken
     */
    PaymentOutcome charge(PaymentId payment, Money amount, PaymentMethod method, Instant requestedAt)
            throws GatewayUnavailable, InterruptedException;

    /**
     * Tells how a payment stands that was to be charged, and takes the money if only that was left to be done: so a
     * payment that waited for its customer goes on. Never takes money that the customer has not agreed to, nor for a
     * payment that was given up.
     */
    PaymentOutcome resume(PaymentId payment) throws GatewayUnavailable, InterruptedException;

    /**
     * Gives a payment up, so that it can never be charged. Answers how it has ended, which is with the money taken or
     * refused when that came first; never {@link PaymentOutcome.ActionRequired}.
     */
    PaymentOutcome cancel(PaymentId payment) throws GatewayUnavailable, InterruptedException;

    /** Gives back some of the money that was taken by a payment, never more than is left of it. */
    RefundOutcome refund(PaymentId payment, RefundId refund, Money amount)
            throws GatewayUnavailable, InterruptedException;
}
