package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has an event processor stop on all nodes until {@link ResumeProjection}, restarts or not. Pausing what is paused
 * changes nothing. Refused with {@link ProjectionFailure.ProjectionUnknown}.
 */
public record PauseProjection(@RoutingKey String name, String reason) implements ProjectionCommand {

    public PauseProjection {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
