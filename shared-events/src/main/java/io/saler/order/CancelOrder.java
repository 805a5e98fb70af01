package io.saler.order;

import io.saler.value.InvalidValue;
import io.saler.value.OwnWords;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for an order to be given up, as its customer or its store may until it is shipped. Answers the
 * {@link OrderStatus} that the order has then: a paid order is cancelled at once and its money given back, any other as
 * soon as its payment is called off. Should the payment be made before that, the order is confirmed and cancelled at
 * once. The reason is not the word by which {@link GiveUpOrder} is told from this. Repeating it changes nothing;
 * refused with {@link OrderFailure.TransitionRefused} once the goods are on their way, or the order has ended in another
 * way.
 */
public record CancelOrder(
        @TargetAggregateIdentifier OrderId orderId,
        @OwnWords String reason) {

    public CancelOrder {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 500);
        if (reason.equals(RejectionReason.GIVEN_UP_BY_ADMINISTRATOR.code())) {
            throw InvalidValue.at("reason", "A reason is told in one's own words");
        }
    }
}
