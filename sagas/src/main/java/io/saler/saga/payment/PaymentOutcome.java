package io.saler.saga.payment;

import io.saler.payment.PaymentAction;
import org.jspecify.annotations.Nullable;

/** How a payment stands at the gateway. Only {@link ActionRequired} is not final. */
public sealed interface PaymentOutcome {

    /** The money is taken, under the gateway's own reference. */
    record Captured(String reference) implements PaymentOutcome {}

    /** The money is refused, with the gateway's code. */
    record Declined(String code) implements PaymentOutcome {}

    /** The customer has to act first: as is said, or as only they and the gateway know. */
    record ActionRequired(@Nullable PaymentAction action) implements PaymentOutcome {}

    /** The money is not taken and never will be. */
    record Cancelled() implements PaymentOutcome {}
}
