package io.saler.order;

import io.saler.identity.UserId;
import io.saler.payment.RefundId;
import io.saler.value.Money;
import org.axonframework.serialization.Revision;

/**
 * The customer has {@code amount} back.
 *
 * @param refunded all that the customer has back now
 * @param status where the order stands then: a cancelled order stays cancelled
 */
@Revision("1")
public record OrderRefunded(
        OrderId orderId, UserId customerId, RefundId refundId, Money amount, Money refunded, OrderStatus status)
        implements OrderEvent {}
