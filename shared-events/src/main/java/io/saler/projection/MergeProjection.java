package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has the two smallest segments of an event processor put together. Refused with
 * {@link ProjectionFailure.ProjectionUnknown}, {@link ProjectionFailure.ProjectionBusy} and
 * {@link ProjectionFailure.OnlySegment}.
 */
public record MergeProjection(@RoutingKey String name, String reason) implements ProjectionCommand {

    public MergeProjection {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
