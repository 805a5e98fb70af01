package io.saler.payment;

import io.saler.value.Money;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for some of a captured payment to be given back. Repeating it changes nothing; refused with
 * {@link PaymentFailure.NotRefundable} when the money was not taken, or less of it is left.
 */
public record RefundPayment(@TargetAggregateIdentifier PaymentId paymentId, RefundId refundId, Money amount) {}
