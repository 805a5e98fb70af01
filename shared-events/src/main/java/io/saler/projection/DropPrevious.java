package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has the generation of a read model dropped that is kept for a rollback. Refused with
 * {@link ProjectionFailure.ProjectionUnknown} and {@link ProjectionFailure.NoPreviousGeneration}.
 */
public record DropPrevious(@RoutingKey String name, String reason) implements ProjectionCommand {

    public DropPrevious {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
