package io.saler.store;

import io.saler.value.Id;
import java.time.LocalDate;
import java.util.UUID;

/** Identifies that a key was used on one day: the same for everybody who sees it being used then. */
public record ApiKeyUseId(UUID value) implements Id {

    public static ApiKeyUseId of(ApiKeyId key, LocalDate on) {
        return new ApiKeyUseId(Id.derived("api-key-use", key, on));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
