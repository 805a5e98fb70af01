package io.saler.payment;

import io.saler.order.OrderId;
import org.axonframework.serialization.Revision;

/** The gateway refused, with its code, such as {@code insufficient_funds}. */
@Revision("1")
public record PaymentDeclined(PaymentId paymentId, OrderId orderId, String code) implements PaymentEvent {}
