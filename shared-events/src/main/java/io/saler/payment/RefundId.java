package io.saler.payment;

import io.saler.order.OrderId;
import io.saler.value.Id;
import java.util.UUID;

/** Identifies money that is to go back to a customer. It is also the idempotency key of every call about it. */
public record RefundId(UUID value) implements Id {

    public static RefundId of(String text) {
        return new RefundId(UUID.fromString(text));
    }

    /** The one that follows from cancelling a paid order. */
    public static RefundId ofCancelled(OrderId order) {
        return new RefundId(Id.derived("cancellation-refund", order));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
