package io.saler.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the customer has to act, such as by 3-D Secure. Repeating it changes nothing. */
public record RecordPaymentActionRequired(
        @TargetAggregateIdentifier PaymentId paymentId) {}
