package io.saler.payment;

import io.saler.order.OrderId;
import org.axonframework.serialization.Revision;

/** The gateway is to be asked to give up a payment. */
@Revision("1")
public record PaymentCancellationRequested(PaymentId paymentId, OrderId orderId, String reason)
        implements PaymentEvent {}
