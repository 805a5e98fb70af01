package io.saler.payment;

import io.saler.identity.UserId;
import io.saler.order.OrderId;
import io.saler.value.Money;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for an order's money. Repeating it changes nothing. */
public record RequestPayment(
        @TargetAggregateIdentifier PaymentId paymentId,
        OrderId orderId,
        UserId customerId,
        Money amount,
        PaymentMethod method) {}
