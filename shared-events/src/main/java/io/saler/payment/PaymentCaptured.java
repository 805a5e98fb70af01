package io.saler.payment;

import io.saler.order.OrderId;
import io.saler.value.Money;
import org.axonframework.serialization.Revision;

/** The gateway has taken the money. */
@Revision("1")
public record PaymentCaptured(PaymentId paymentId, OrderId orderId, Money amount, String gatewayReference)
        implements PaymentEvent {}
