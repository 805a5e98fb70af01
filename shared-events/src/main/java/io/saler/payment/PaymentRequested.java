package io.saler.payment;

import io.saler.identity.UserId;
import io.saler.order.OrderId;
import io.saler.value.Money;
import org.axonframework.serialization.Revision;

/** The gateway is to be asked for an order's money. */
@Revision("1")
public record PaymentRequested(
        PaymentId paymentId, OrderId orderId, UserId customerId, Money amount, PaymentMethod method)
        implements PaymentEvent {}
