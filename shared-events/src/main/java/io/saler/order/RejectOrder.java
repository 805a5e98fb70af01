package io.saler.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends an order that cannot be fulfilled. Repeating it changes nothing. */
public record RejectOrder(@TargetAggregateIdentifier OrderId orderId, RejectionReason reason) {}
