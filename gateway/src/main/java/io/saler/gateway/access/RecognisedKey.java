package io.saler.gateway.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller whose key works. */
final class RecognisedKey extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient StoreKey key;

    RecognisedKey(StoreKey key) {
        super(List.of());
        this.key = key;
        setAuthenticated(true);
    }

    StoreKey key() {
        return key;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return key;
    }

    @Override
    public String getName() {
        return key.actor().toString();
    }
}
