package io.saler.order;

import io.saler.value.Id;
import java.util.UUID;

/** Identifies an order. */
public record OrderId(UUID value) implements Id {

    public static OrderId of(String text) {
        return new OrderId(UUID.fromString(text));
    }

    public static OrderId random() {
        return new OrderId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
