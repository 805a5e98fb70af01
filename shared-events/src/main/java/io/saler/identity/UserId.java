package io.saler.identity;

import io.saler.value.Id;
import java.util.UUID;

/** Identifies a registered person. */
public record UserId(UUID value) implements Id {

    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    public static UserId random() {
        return new UserId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
