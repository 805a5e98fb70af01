package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has a paused event processor go on where it stopped. Resuming what runs changes nothing. Refused with
 * {@link ProjectionFailure.ProjectionUnknown}.
 */
public record ResumeProjection(@RoutingKey String name, String reason) implements ProjectionCommand {

    public ResumeProjection {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
