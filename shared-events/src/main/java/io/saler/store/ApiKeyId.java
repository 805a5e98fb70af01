package io.saler.store;

import io.saler.value.Id;
import java.util.UUID;

/** Identifies an API key; unlike the key itself it is no secret, and stays the same when the key is rolled. */
public record ApiKeyId(UUID value) implements Id {

    public static ApiKeyId of(String text) {
        return new ApiKeyId(UUID.fromString(text));
    }

    public static ApiKeyId random() {
        return new ApiKeyId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
