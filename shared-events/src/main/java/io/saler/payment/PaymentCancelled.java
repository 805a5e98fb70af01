package io.saler.payment;

import io.saler.order.OrderId;
import org.axonframework.serialization.Revision;

/** The gateway has not taken the money and will not. */
@Revision("1")
public record PaymentCancelled(PaymentId paymentId, OrderId orderId) implements PaymentEvent {}
