package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Ends a rebuild before its time; the read model goes on where it was before. Refused with
 * {@link ProjectionFailure.RebuildUnknown}, {@link ProjectionFailure.RebuildEnded}, and, when the read model was
 * emptied for it, {@link ProjectionFailure.RebuildIrrevocable}.
 */
public record CancelRebuild(@RoutingKey String name, String reason) implements ProjectionCommand {

    public CancelRebuild {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
