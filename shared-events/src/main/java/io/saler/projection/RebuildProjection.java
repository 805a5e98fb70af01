package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has a read model made anew from all events: where it is, or, if it has generations, beside the one that is read.
 * Refused with {@link ProjectionFailure.ProjectionUnknown}, {@link ProjectionFailure.NotRebuildable} and
 * {@link ProjectionFailure.ProjectionBusy}; where it is, unless it is emptied, with
 * {@link ProjectionFailure.DeadLettersParked}; beside another with {@link ProjectionFailure.NeverEmptied}.
 *
 * @param emptyFirst whether all that is there is deleted first, which also mends what is wrong; readers then find only
 *     what was made already. Otherwise they find what is there, and what is missing or behind is made.
 * @param evenIfDifferent whether a new generation is switched to although it is different from the one that is read;
 *     otherwise somebody has to {@linkplain AcceptRebuild accept} that
 */
public record RebuildProjection(@RoutingKey String name, boolean emptyFirst, boolean evenIfDifferent, String reason)
        implements ProjectionCommand {

    public RebuildProjection {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
