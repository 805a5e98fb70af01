package io.saler.gateway.request;

import io.saler.value.InvalidValue;

/**
 * The name a caller gave to a request in the header {@link #HEADER}, so that sending it again does nothing twice: 1 to
 * 255 characters, not only blanks; anything else throws {@link InvalidValue}. Each caller has names of their own.
 */
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";
    public static final int LONGEST = 255;

    public IdempotencyKey {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new InvalidValue("An idempotency key has 1 to %d characters, not only blanks".formatted(LONGEST));
        }
    }
}
