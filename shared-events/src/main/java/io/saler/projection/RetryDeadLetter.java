package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Tries a parked event again at once, after those before it and before those behind it in its sequence; answered with
 * {@link RetriedSequence} when that is done. Refused with {@link ProjectionFailure.DeadLetterUnknown} and
 * {@link ProjectionFailure.DeadLetterBusy}.
 */
public record RetryDeadLetter(@RoutingKey DeadLetterId id, String reason) {

    public RetryDeadLetter {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
