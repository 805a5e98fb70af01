package io.saler.gateway.request;

import io.saler.identity.UserId;
import io.saler.value.Id;
import io.saler.value.InvalidValue;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;

/**
 * The name a caller gave to a request, so that sending it again does nothing twice: 1 to 255 characters, not only
 * blanks; anything else throws {@link InvalidValue}. Each caller has names of their own. Controllers take it from the
 * header {@link #HEADER}.
 */
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";
    public static final String REPLAYED = "Idempotency-Replayed";
    public static final int LONGEST = 255;

    public IdempotencyKey {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new InvalidValue("An idempotency key has 1 to %d characters, not only blanks".formatted(LONGEST));
        }
    }

    /** Identifies what this request creates: the same for every repetition of it by this caller. */
    public UUID idFor(String kind, UserId caller) {
        return Id.derived(kind, caller, value);
    }

    /** Says in an answer, whatever else it will say, that the request was made before. */
    public static void markReplayed(HttpServletResponse answer) {
        answer.setHeader(REPLAYED, "true");
    }
}
