package io.saler.command.store;

import io.saler.store.ApiKeyCreated;
import io.saler.store.ApiKeyId;
import io.saler.store.ApiKeyRevoked;
import io.saler.store.ApiKeyRolled;
import io.saler.store.CreateApiKey;
import io.saler.store.KeyDigest;
import io.saler.store.StoreFailure.ApiKeyUnknown;
import java.util.HashMap;
import java.util.Map;

/** The keys that a store has given out. */
final class KeyRing {

    private final Map<ApiKeyId, ApiKeyCreated> created = new HashMap<>();

    /** The newest secret of each key that works. */
    private final Map<ApiKeyId, KeyDigest> working = new HashMap<>();

    boolean isFull() {
        return working.size() >= CreateApiKey.MAXIMUM_KEYS;
    }

    boolean knows(ApiKeyId key) {
        return created.containsKey(key);
    }

    boolean works(ApiKeyId key) {
        return working.containsKey(key);
    }

    /** Whether a key came from the same request; its secret is another at each attempt. */
    boolean isFrom(CreateApiKey request) {
        ApiKeyCreated known = created.get(request.keyId());
        return known != null && known.equals(event(request, known.secret(), known.lastFour()));
    }

    static ApiKeyCreated event(CreateApiKey request, KeyDigest secret, String lastFour) {
        return new ApiKeyCreated(
                request.storeId(),
                request.keyId(),
                request.name(),
                request.kind(),
                request.scopes(),
                secret,
                lastFour,
                request.expiresAt());
    }

    KeyDigest secret(ApiKeyId key) {
        KeyDigest secret = working.get(key);
        if (secret == null) {
            throw new ApiKeyUnknown();
        }
        return secret;
    }

    void on(ApiKeyCreated event) {
        created.put(event.keyId(), event);
        working.put(event.keyId(), event.secret());
    }

    void on(ApiKeyRolled event) {
        working.put(event.keyId(), event.secret());
    }

    void on(ApiKeyRevoked event) {
        working.remove(event.keyId());
    }
}
