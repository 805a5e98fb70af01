package io.saler.payment;

import io.saler.order.OrderId;
import org.axonframework.serialization.Revision;

/** The gateway wants the customer to act first. */
@Revision("1")
public record PaymentActionRequired(PaymentId paymentId, OrderId orderId) implements PaymentEvent {}
