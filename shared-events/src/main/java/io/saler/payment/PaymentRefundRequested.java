package io.saler.payment;

import io.saler.order.OrderId;
import io.saler.value.Money;
import org.axonframework.serialization.Revision;

/** The gateway is to be asked to give money back. */
@Revision("1")
public record PaymentRefundRequested(PaymentId paymentId, OrderId orderId, RefundId refundId, Money amount)
        implements PaymentEvent {}
