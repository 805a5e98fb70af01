package io.saler.store;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that a key was used on a day, in UTC. Repeating it changes nothing, whoever saw the key. */
public record NoteApiKeyUse(StoreId storeId, ApiKeyId keyId, LocalDate on) {

    @TargetAggregateIdentifier
    public ApiKeyUseId useId() {
        return ApiKeyUseId.of(keyId, on);
    }
}
