package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has the generation of a read model read again that was read before; it was fed all the time. The one that is left is
 * kept in its place. Refused with {@link ProjectionFailure.ProjectionUnknown},
 * {@link ProjectionFailure.NoPreviousGeneration} and {@link ProjectionFailure.GenerationBehind}.
 */
public record RollBackProjection(@RoutingKey String name, String reason) implements ProjectionCommand {

    public RollBackProjection {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
