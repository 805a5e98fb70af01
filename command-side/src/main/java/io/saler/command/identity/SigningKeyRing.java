package io.saler.command.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All keys, in the order in which they sign. What each is for follows from the time alone, so processes that know the
 * same keys agree: a key is published before it signs, for longer than anybody keeps an older list of keys, and it
 * stays published after its successor has taken over until the last token it signed has expired.
 */
record SigningKeyRing(List<SigningKey> keys) {

    /** Twice what {@code /.well-known/jwks.json} may be cached for. */
    static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(10);

    /** The life of a token, and some for clocks that differ. */
    static final Duration PUBLISHED_AFTER = AccessTokens.VALID_FOR.plusMinutes(5);

    /** What a key is for at a time. */
    enum Phase {
        PUBLISHED,
        SIGNING,
        RETIRED,
        WITHDRAWN
    }

    SigningKeyRing {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalStateException("There is no key to sign with");
        }
    }

    SigningKey newest() {
        return keys.getLast();
    }

    /** The one key that signs; the first one does even by a clock that is behind. */
    SigningKey signing(Instant now) {
        SigningKey signing = keys.getFirst();
        for (SigningKey key : keys) {
            if (!key.signsFrom().isAfter(now)) {
                signing = key;
            }
        }
        return signing;
    }

    Phase phase(SigningKey key, Instant now) {
        if (key.equals(signing(now))) {
            return Phase.SIGNING;
        }
        if (key.signsFrom().isAfter(now)) {
            return Phase.PUBLISHED;
        }
        Instant successorSigns = keys.get(keys.indexOf(key) + 1).signsFrom();
        return successorSigns.plus(PUBLISHED_AFTER).isAfter(now) ? Phase.RETIRED : Phase.WITHDRAWN;
    }

    /** The public halves of all keys that a valid token can be signed with, now or soon. */
    JWKSet published(Instant now) {
        return new JWKSet(keys.stream()
                .filter(key -> phase(key, now) != Phase.WITHDRAWN)
                .<JWK>map(SigningKey::published)
                .toList());
    }
}
