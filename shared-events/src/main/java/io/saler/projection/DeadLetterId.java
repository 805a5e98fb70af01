package io.saler.projection;

import io.saler.value.Id;
import java.util.UUID;

/** Identifies a parked event; one that several processors have parked is several of these. */
public record DeadLetterId(UUID value) implements Id {

    public static DeadLetterId of(String text) {
        return new DeadLetterId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
