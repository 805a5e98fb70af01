package io.saler.command.store;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.store.ApiKeyUseId;
import io.saler.store.ApiKeyUsed;
import io.saler.store.NoteApiKeyUse;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** That a key was used on one day, which is said once, however many processes have seen it. */
@Aggregate
class ApiKeyUse {

    @AggregateIdentifier
    private @Nullable ApiKeyUseId useId;

    ApiKeyUse() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void note(NoteApiKeyUse command) {
        if (useId == null) {
            apply(new ApiKeyUsed(command.useId(), command.storeId(), command.keyId(), command.on()));
        }
    }

    @EventSourcingHandler
    void on(ApiKeyUsed event) {
        useId = event.useId();
    }
}
