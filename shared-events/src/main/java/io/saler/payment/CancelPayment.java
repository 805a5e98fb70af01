package io.saler.payment;

import io.saler.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a payment not to be made after all. It has ended only when the gateway has agreed: until then it can still
 * turn out to be captured. One that was never requested ends at once, and never will be. Changes nothing when it is
 * asked already or the payment has ended.
 */
public record CancelPayment(@TargetAggregateIdentifier PaymentId paymentId, OrderId orderId, String reason) {}
