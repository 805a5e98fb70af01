package io.saler.gateway.access;

import io.saler.identity.Actor;
import io.saler.store.ApiKeyId;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that acts for one store and no other, whoever owns them, within its scopes.
 *
 * @param expiresAt null for never
 */
public record StoreKey(
        ApiKeyId id,
        StoreId store,
        Set<Scope> scopes,
        @Nullable Instant expiresAt) implements Caller {

    public StoreKey {
        scopes = Set.copyOf(scopes);
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    @Override
    public Actor actor() {
        return Actor.apiKey(id);
    }
}
