package io.saler.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Has an order given up because an administrator decided so. Answers the {@link OrderStatus} that the order has then: a
 * paid order is cancelled at once and its money given back, any other is rejected as soon as its payment is called off.
 * Should the payment be made before that, the order is confirmed and cancelled at once. Repeating it changes nothing;
 * refused with {@link OrderFailure.BeingCancelled} when somebody has asked for it to be cancelled, and with
 * {@link OrderFailure.TransitionRefused} once the goods are on their way, or the order has ended.
 */
public record GiveUpOrder(@TargetAggregateIdentifier OrderId orderId) {}
