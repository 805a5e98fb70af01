package io.saler.journal;

import io.saler.value.InvalidValue;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Has a saga give up what it is for and take back what it did. The reason is for those who read the journal; whomever
 * it is about hears that an administrator decided so. Refused with {@link JournalFailure.SagaUnknown},
 * {@link JournalFailure.SagaEnded}, {@link JournalFailure.AlreadyCompensating},
 * {@link JournalFailure.ActionUnsupported}, and as what the saga is about refuses it: goods that are on their way do
 * not come back.
 */
public record CompensateSaga(@TargetAggregateIdentifier SagaId sagaId, String reason) {

    public CompensateSaga {
        reason = InvalidValue.line("reason", "A reason", reason, 1, 200);
    }
}
