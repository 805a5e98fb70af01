package io.saler.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the gateway has the money, under its own reference. Repeating it changes nothing. */
public record RecordPaymentCaptured(
        @TargetAggregateIdentifier PaymentId paymentId, String gatewayReference) {}
