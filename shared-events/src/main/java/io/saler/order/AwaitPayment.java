package io.saler.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that the customer has to act before the payment can go through. Repeating it changes nothing. */
public record AwaitPayment(@TargetAggregateIdentifier OrderId orderId) {}
