package io.saler.command.store;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.failure.IdempotencyKeyReused;
import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.ChangeStoreTimeZone;
import io.saler.store.CreateApiKey;
import io.saler.store.OpenStore;
import io.saler.store.RevokeApiKey;
import io.saler.store.RollApiKey;
import io.saler.store.StoreFailure.ApiKeyUnknown;
import io.saler.store.StoreFailure.TooManyApiKeys;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import io.saler.store.StoreTimeZone;
import io.saler.store.StoreTimeZoneChanged;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's store and its API keys. Opening it again with the same content changes nothing; with other content it is
 * refused.
 */
@Aggregate(cache = "aggregateCache")
class Store {

    @AggregateIdentifier
    private @Nullable StoreId storeId;

    private @Nullable StoreOpened opened;
    private StoreTimeZone timeZone = StoreTimeZone.UTC;
    private final KeyRing keys = new KeyRing();

    Store() {}

    /** Answers whether the store was opened by this very command. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean open(OpenStore command) {
        var opening = new StoreOpened(command.storeId(), command.ownerId(), command.name(), command.currency());
        if (opened == null) {
            apply(opening);
            goBy(command.timeZone(), command.storeId());
            return true;
        }
        if (!opened.equals(opening)) {
            throw new IdempotencyKeyReused();
        }
        return false;
    }

    @CommandHandler
    void change(ChangeStoreTimeZone command) {
        goBy(command.timeZone(), command.storeId());
    }

    private void goBy(StoreTimeZone place, StoreId store) {
        if (!place.equals(timeZone)) {
            apply(new StoreTimeZoneChanged(store, place));
        }
    }

    /** Answers whether the key is new. */
    @CommandHandler
    boolean create(CreateApiKey command) {
        if (keys.knows(command.keyId())) {
            if (!keys.isFrom(command)) {
                throw new IdempotencyKeyReused();
            }
            return false;
        }
        if (keys.isFull()) {
            throw new TooManyApiKeys();
        }
        apply(KeyRing.event(command, command.secret(), command.lastFour()));
        return true;
    }

    @CommandHandler
    void roll(RollApiKey command) {
        apply(new ApiKeyRolled(
                command.storeId(),
                command.keyId(),
                command.secret(),
                command.lastFour(),
                keys.secret(command.keyId()),
                command.oldExpiresAt()));
    }

    @CommandHandler
    void revoke(RevokeApiKey command) {
        if (!keys.knows(command.keyId())) {
            throw new ApiKeyUnknown();
        }
        if (keys.works(command.keyId())) {
            apply(new ApiKeyRevoked(command.storeId(), command.keyId()));
        }
    }

    @EventSourcingHandler
    void on(StoreOpened event) {
        storeId = event.storeId();
        opened = event;
    }

    @EventSourcingHandler
    void on(StoreTimeZoneChanged event) {
        timeZone = event.timeZone();
    }

    @EventSourcingHandler
    void on(ApiKeyCreated event) {
        keys.on(event);
    }

    @EventSourcingHandler
    void on(ApiKeyRolled event) {
        keys.on(event);
    }

    @EventSourcingHandler
    void on(ApiKeyRevoked event) {
        keys.on(event);
    }
}
