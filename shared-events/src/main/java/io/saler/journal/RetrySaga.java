package io.saler.journal;

import io.saler.value.InvalidValue;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Has a stuck saga try again at once what has failed, instead of when its time has come. Refused with
 * {@link JournalFailure.SagaUnknown}, {@link JournalFailure.SagaEnded} and {@link JournalFailure.NothingFailed}.
 */
public record RetrySaga(@TargetAggregateIdentifier SagaId sagaId, String reason) {

    public RetrySaga {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
