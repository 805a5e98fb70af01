package io.saler.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says that an attempt to pay did not go through yet: the customer has to act, or may pay in another way. Attempts
 * count from 1. Repeating it changes nothing.
 */
public record AwaitPayment(@TargetAggregateIdentifier OrderId orderId, int attempt) {}
