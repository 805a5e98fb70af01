package io.saler.journal;

import io.saler.value.Id;
import java.util.UUID;

/** Identifies one run of a saga. */
public record SagaId(UUID value) implements Id {

    public static SagaId of(String text) {
        return new SagaId(UUID.fromString(text));
    }

    public static SagaId random() {
        return new SagaId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
