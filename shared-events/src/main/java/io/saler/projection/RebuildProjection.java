package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has a read model made anew from all events. Refused with {@link ProjectionFailure.ProjectionUnknown},
 * {@link ProjectionFailure.NotRebuildable} and {@link ProjectionFailure.ProjectionBusy}, and unless it is emptied with
 * {@link ProjectionFailure.DeadLettersParked}.
 *
 * @param emptyFirst whether all that is there is deleted first, which also mends what is wrong; readers then find only
 *     what was made already. Otherwise they find what is there, and what is missing or behind is made.
 */
public record RebuildProjection(@RoutingKey String name, boolean emptyFirst, String reason)
        implements ProjectionCommand {

    public RebuildProjection {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
