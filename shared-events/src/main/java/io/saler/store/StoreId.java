package io.saler.store;

import io.saler.value.Id;
import java.util.UUID;

/** Identifies a store. */
public record StoreId(UUID value) implements Id {

    public static StoreId of(String text) {
        return new StoreId(UUID.fromString(text));
    }

    public static StoreId random() {
        return new StoreId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
