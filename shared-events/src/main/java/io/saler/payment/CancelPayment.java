package io.saler.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a payment not to be made after all. It has ended only when the gateway has agreed: until then it can still
 * turn out to be captured. Changes nothing when it is asked already or the payment has ended.
 */
public record CancelPayment(@TargetAggregateIdentifier PaymentId paymentId, String reason) {}
