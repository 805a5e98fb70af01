package io.saler.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the gateway has given money back, under its own reference. Repeating it changes nothing. */
public record RecordPaymentRefunded(
        @TargetAggregateIdentifier PaymentId paymentId, RefundId refundId, String gatewayReference) {}
