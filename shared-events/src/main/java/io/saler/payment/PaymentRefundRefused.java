package io.saler.payment;

import io.saler.order.OrderId;
import io.saler.value.Money;
import org.axonframework.serialization.Revision;

/** The gateway will not give this money back, with its code, such as {@code charge_disputed}. */
@Revision("1")
public record PaymentRefundRefused(PaymentId paymentId, OrderId orderId, RefundId refundId, Money amount, String code)
        implements PaymentEvent {}
