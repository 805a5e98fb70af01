package io.saler.journal;

import io.saler.value.InvalidValue;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Cancels what a saga is for, as whomever it is about could have done; they are told, with the reason. Refused as
 * {@link CompensateSaga} is.
 */
public record CancelSaga(@TargetAggregateIdentifier SagaId sagaId, String reason) {

    public CancelSaga {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
