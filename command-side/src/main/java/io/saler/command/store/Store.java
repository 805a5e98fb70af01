package io.saler.command.store;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.failure.IdempotencyKeyReused;
import io.saler.store.OpenStore;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A merchant's store. Opening it again with the same content changes nothing; with other content it is refused. */
@Aggregate(cache = "aggregateCache")
class Store {

    @AggregateIdentifier
    private @Nullable StoreId storeId;

    private @Nullable StoreOpened opened;

    Store() {}

    /** Answers whether the store was opened by this very command. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean open(OpenStore command) {
        var opening = new StoreOpened(command.storeId(), command.ownerId(), command.name(), command.currency());
        if (opened == null) {
            apply(opening);
            return true;
        }
        if (!opened.equals(opening)) {
            throw new IdempotencyKeyReused();
        }
        return false;
    }

    @EventSourcingHandler
    void on(StoreOpened event) {
        storeId = event.storeId();
        opened = event;
    }
}
