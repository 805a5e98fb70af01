package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has the largest segment of an event processor divided in two, so that another node or thread can take a part. Refused
 * with {@link ProjectionFailure.ProjectionUnknown}, {@link ProjectionFailure.ProjectionBusy} and
 * {@link ProjectionFailure.TooManySegments}.
 */
public record SplitProjection(@RoutingKey String name, String reason) implements ProjectionCommand {

    public SplitProjection {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
