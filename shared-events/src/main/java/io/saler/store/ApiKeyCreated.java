package io.saler.store;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A store has a key more. Of its secret only the digest is here. */
@Revision("1")
public record ApiKeyCreated(
        StoreId storeId,
        ApiKeyId keyId,
        String name,
        ApiKeyKind kind,
        List<Scope> scopes,
        KeyDigest secret,
        String lastFour,
        @Nullable Instant expiresAt)
        implements StoreEvent {

    public ApiKeyCreated {
        scopes = List.copyOf(scopes);
    }
}
