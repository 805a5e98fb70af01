package io.saler.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that an order, asked to be cancelled, will not be paid any more. Repeating it changes nothing. */
public record CompleteCancellation(
        @TargetAggregateIdentifier OrderId orderId) {}
