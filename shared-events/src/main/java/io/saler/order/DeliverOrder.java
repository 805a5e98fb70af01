package io.saler.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says that a shipped order has arrived. Answers the {@link OrderStatus} that the order has then. Repeating it changes
 * nothing; an order that is not shipped is refused with {@link OrderFailure.TransitionRefused}.
 */
public record DeliverOrder(@TargetAggregateIdentifier OrderId orderId) {}
