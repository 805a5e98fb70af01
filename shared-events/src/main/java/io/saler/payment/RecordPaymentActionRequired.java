package io.saler.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Records that the customer has to act, such as by 3-D Secure. Repeating it changes nothing.
 *
 * @param action what they have to do, as far as the gateway says it
 */
public record RecordPaymentActionRequired(
        @TargetAggregateIdentifier PaymentId paymentId,
        @Nullable PaymentAction action) {}
