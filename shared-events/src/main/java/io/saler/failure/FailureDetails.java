package io.saler.failure;

import io.saler.value.InvalidValue;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a {@link Failure} crosses process boundaries: its kind, stable type, message, and further facts for the
 * client (for example which product was short).
 */
public record FailureDetails(FailureKind kind, String type, String message, Map<String, String> properties)
        implements Serializable {

    /** Two changed the same thing at once, and this was the slower one; trying again helps. */
    public static final FailureDetails CONCURRENT_CHANGE = new FailureDetails(
            FailureKind.CONFLICT,
            "concurrent-change",
            "Somebody else changed the same thing at the same time.",
            Map.of());

    /** What has to be there was away, and nothing has happened; trying again later helps. */
    public static final FailureDetails UNAVAILABLE = new FailureDetails(
            FailureKind.UNAVAILABLE, "unavailable", "Something that is needed is away for the moment.", Map.of());

    private static final String INVALID_VALUE = "invalid-value";
    private static final String FIELD = "field";

    public FailureDetails {
        properties = Map.copyOf(properties);
    }

    /** A value that the handler of a command or a query found to be impossible. */
    public static FailureDetails of(InvalidValue invalid) {
        String field = invalid.field();
        return new FailureDetails(
                FailureKind.INVALID,
                INVALID_VALUE,
                String.valueOf(invalid.getMessage()),
                field == null ? Map.of() : Map.of(FIELD, field));
    }

    public boolean isConcurrentChange() {
        return type.equals(CONCURRENT_CHANGE.type);
    }

    /** Whether this is about an {@link InvalidValue}. */
    public boolean isInvalidValue() {
        return type.equals(INVALID_VALUE);
    }

    /** The field of an {@link InvalidValue}; null where it is unknown, and for everything else. */
    public @Nullable String field() {
        return isInvalidValue() ? properties.get(FIELD) : null;
    }
}
