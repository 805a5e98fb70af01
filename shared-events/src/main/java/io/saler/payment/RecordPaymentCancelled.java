package io.saler.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the gateway will not take the money any more. Repeating it changes nothing. */
public record RecordPaymentCancelled(
        @TargetAggregateIdentifier PaymentId paymentId) {}
