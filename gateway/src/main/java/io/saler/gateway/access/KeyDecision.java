package io.saler.gateway.access;

import io.saler.store.Scope;
import io.saler.store.StoreFailure;
import io.saler.store.StoreFailure.ApiKeyNotAllowed;
import io.saler.store.StoreFailure.ScopeMissing;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationResult;

/**
 * Whether a key may pass.
 *
 * @param refusal null when it may
 */
record KeyDecision(@Nullable StoreFailure refusal) implements AuthorizationResult {

    static KeyDecision about(StoreKey key, AccessRule rule) {
        Scope needed = rule.scope();
        if (needed == null) {
            return new KeyDecision(new ApiKeyNotAllowed());
        }
        return new KeyDecision(key.has(needed) ? null : new ScopeMissing(needed));
    }

    @Override
    public boolean isGranted() {
        return refusal == null;
    }
}
