package io.saler.journal;

import io.saler.value.InvalidValue;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Adds to a saga's journal what somebody has to say about it, also when it has ended. Refused with
 * {@link JournalFailure.SagaUnknown}.
 */
public record AddSagaNote(@TargetAggregateIdentifier SagaId sagaId, String text) {

    public AddSagaNote {
        text = InvalidValue.prose("text", "A note", text, 1, 2000);
    }
}
