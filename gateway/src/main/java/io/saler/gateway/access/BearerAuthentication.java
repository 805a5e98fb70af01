package io.saler.gateway.access;

import io.saler.store.StoreFailure.ApiKeyInvalid;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Recognises people by their access tokens and stores by their keys; what a token begins with tells which it is. */
final class BearerAuthentication implements AuthenticationManager {

    private final AuthenticationManager people;
    private final ApiKeys keys;
    private final KeyUses uses;

    BearerAuthentication(AuthenticationManager people, ApiKeys keys, KeyUses uses) {
        this.people = people;
        this.keys = keys;
        this.uses = uses;
    }

    @Override
    public Authentication authenticate(Authentication unknown) {
        if (unknown instanceof BearerTokenAuthenticationToken bearer && ApiKeySecret.isMeantBy(bearer.getToken())) {
            StoreKey key = look(bearer.getToken())
                    .orElseThrow(() -> new InvalidBearerTokenException("Not a key that works", new ApiKeyInvalid()));
            uses.note(key);
            return new RecognisedKey(key);
        }
        return people.authenticate(unknown);
    }

    /** That keys cannot be looked up says nothing about this one. */
    private Optional<StoreKey> look(String token) {
        try {
            return keys.recognise(token);
        } catch (RuntimeException away) {
            throw new AuthenticationServiceException("API keys cannot be looked up", away);
        }
    }
}
