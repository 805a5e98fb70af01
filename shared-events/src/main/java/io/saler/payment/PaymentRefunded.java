package io.saler.payment;

import io.saler.order.OrderId;
import io.saler.value.Money;
import org.axonframework.serialization.Revision;

/** The gateway has given {@code amount} back; {@code captured} and {@code refunded} are the payment's sums after it. */
@Revision("1")
public record PaymentRefunded(
        PaymentId paymentId,
        OrderId orderId,
        RefundId refundId,
        Money amount,
        Money captured,
        Money refunded,
        String gatewayReference)
        implements PaymentEvent {}
