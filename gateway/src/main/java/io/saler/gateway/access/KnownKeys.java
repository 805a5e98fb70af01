package io.saler.gateway.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;

/**
 * Keys that are fetched again when a token names an unknown one, but not as often as somebody makes names up: beyond
 * that such a key does not exist. Until keys were fetched for the first time, nobody knows.
 */
final class KnownKeys implements JWKSource<SecurityContext> {

    private final JWKSource<SecurityContext> fetched;
    private volatile boolean known;

    KnownKeys(JWKSource<SecurityContext> fetched) {
        this.fetched = fetched;
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        try {
            List<JWK> keys = fetched.get(selector, context);
            known = true;
            return keys;
        } catch (RateLimitReachedException askedTooOften) {
            if (known) {
                return List.of();
            }
            throw askedTooOften;
        }
    }
}
