package io.saler.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that the gateway refused, with its code, such as {@code insufficient_funds}. Repeating it changes nothing.
 */
public record RecordPaymentDeclined(
        @TargetAggregateIdentifier PaymentId paymentId, String code) {}
