package io.saler.projection;

import io.saler.value.InvalidValue;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Has a new generation of a read model switched to, although it is different from the one that is read or has parked
 * events. Refused with {@link ProjectionFailure.RebuildUnknown}, {@link ProjectionFailure.RebuildEnded} and
 * {@link ProjectionFailure.NothingToAccept}. Whoever does not want it {@linkplain CancelRebuild cancels} the rebuild.
 */
public record AcceptRebuild(@RoutingKey String name, String reason) implements ProjectionCommand {

    public AcceptRebuild {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
