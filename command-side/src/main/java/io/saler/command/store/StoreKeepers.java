package io.saler.command.store;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.ApiKeys;
import io.saler.gateway.access.StoreKey;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.store.ApiKeyId;
import io.saler.store.Scope;
import io.saler.store.StoreFailure.ApiKeyInvalid;
import io.saler.store.StoreFailure.ApiKeyNotAllowed;
import io.saler.store.StoreFailure.ScopeMissing;
import io.saler.store.StoreFailure.StoreUnknown;
import io.saler.store.StoreId;
import java.util.Currency;
import org.springframework.stereotype.Component;

/**
 * Decides who may act for a store: its owner, its own API keys within their scopes, and Saler itself. Ownership
 * decides, not the role in the token, which may be older than the store. To everybody else there is no such store, also
 * to the owner's keys of other stores. Safe for use by many threads.
 */
@Component
public final class StoreKeepers {

    private final StoreDirectory stores;
    private final ApiKeys keys;

    StoreKeepers(StoreDirectory stores, ApiKeys keys) {
        this.stores = stores;
        this.keys = keys;
    }

    /** Refuses who may not, with {@link StoreUnknown}, or with what is wrong with a key. */
    public void require(Actor actor, StoreId store, Scope scope) {
        if (actor.isApiKey()) {
            StoreKey key = key(actor);
            if (!key.store().equals(store)) {
                throw new StoreUnknown();
            }
            if (!key.has(scope)) {
                throw new ScopeMissing(scope);
            }
        } else {
            requireOwner(actor, store);
        }
    }

    /** The same where no key may, whatever its scopes. */
    public void requireOwner(Actor actor, StoreId store) {
        if (actor.isApiKey()) {
            throw new ApiKeyNotAllowed();
        }
        if (actor.isPerson()) {
            if (stores.ownedBy(store, UserId.of(actor.id())).isEmpty()) {
                throw new StoreUnknown();
            }
        } else if (!actor.isSystem()) {
            throw new Forbidden();
        }
    }

    /** The same for what would outlive an owner who is being erased at this moment. */
    void requireLastingOwner(Actor actor, StoreId store) {
        requireOwner(actor, store);
        if (!stores.hasOwner(store)) {
            throw new StoreUnknown();
        }
    }

    /** An administrator as well may end what nobody else can. */
    void requireOwnerOrAdministrator(Actor actor, StoreId store) {
        if (!actor.is(Role.ADMIN)) {
            requireOwner(actor, store);
        }
    }

    /** What a store sells in. */
    public Currency currency(StoreId store) {
        return stores.currency(store).orElseThrow(StoreUnknown::new);
    }

    /** A key that was recognised a moment ago, maybe by another process that did not know yet that it is revoked. */
    private StoreKey key(Actor actor) {
        return keys.find(ApiKeyId.of(actor.id())).orElseThrow(ApiKeyInvalid::new);
    }
}
