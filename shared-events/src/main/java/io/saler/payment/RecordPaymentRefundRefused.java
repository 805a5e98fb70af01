package io.saler.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the gateway will not give the money back, with its code. Repeating it changes nothing. */
public record RecordPaymentRefundRefused(
        @TargetAggregateIdentifier PaymentId paymentId, RefundId refundId, String code) {}
