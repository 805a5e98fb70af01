package io.saler.payment;

import io.saler.order.OrderId;
import io.saler.value.Id;
import java.util.UUID;

/** Identifies one attempt to pay an order. It is also the idempotency key of every call to the gateway about it. */
public record PaymentId(UUID value) implements Id {

    public static PaymentId of(String text) {
        return new PaymentId(UUID.fromString(text));
    }

    /** The order's attempt of that number, counted from 1. */
    public static PaymentId of(OrderId order, int attempt) {
        return new PaymentId(Id.derived("payment", order, attempt));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
