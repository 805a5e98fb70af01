package io.saler.projection;

import io.saler.value.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * Begins to try all parked events again, each sequence once, and does not wait for what comes of it. Refused with
 * {@link ProjectionFailure.ProjectionUnknown} for a processor that parks no events.
 *
 * @param processor of this one only, or null for all
 */
public record RetryDeadLetters(@Nullable String processor, String reason) {

    public RetryDeadLetters {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
