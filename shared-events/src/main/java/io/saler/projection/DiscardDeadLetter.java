package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Gives up a parked event for good: the processor never handles it, and its sequence goes on behind it. Who did so,
 * when and why is kept. Refused with {@link ProjectionFailure.DeadLetterUnknown} and
 * {@link ProjectionFailure.DeadLetterBusy}.
 */
public record DiscardDeadLetter(@RoutingKey DeadLetterId id, String reason) {

    public DiscardDeadLetter {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
