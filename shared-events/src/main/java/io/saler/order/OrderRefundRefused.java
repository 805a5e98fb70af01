package io.saler.order;

import io.saler.payment.RefundId;
import io.saler.value.Money;
import org.axonframework.serialization.Revision;

/** The gateway did not give this money back, with its code. It may be asked to in another refund. */
@Revision("1")
public record OrderRefundRefused(OrderId orderId, RefundId refundId, Money amount, String code) implements OrderEvent {}
