package io.saler.order;

import io.saler.value.InvalidValue;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says that a paid order's goods are on their way. Answers the {@link OrderStatus} that the order has then. Repeating
 * it changes nothing; another carrier or tracking number is refused with {@link OrderFailure.TransitionRefused}, as is
 * an order that is not confirmed.
 */
public record ShipOrder(@TargetAggregateIdentifier OrderId orderId, String carrier, String trackingNumber) {

    public ShipOrder {
        carrier = InvalidValue.line("carrier", "A carrier's name", carrier, 1, 64);
        trackingNumber = InvalidValue.line("trackingNumber", "A tracking number", trackingNumber, 1, 128);
    }
}
