package io.saler.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Checks a token's signature once a minute instead of at every request, since that takes longer than most answers. Its
 * times are checked at every request. A key that is withdrawn is therefore trusted for a minute more.
 */
final class RememberedTokens implements JwtDecoder {

    private static final Duration SIGNATURE_HOLDS = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> times;
    private final Cache<String, Jwt> checked = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(SIGNATURE_HOLDS)
            .build();

    RememberedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> times) {
        this.decoder = decoder;
        this.times = times;
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = checked.getIfPresent(token);
        if (known != null && !times.validate(known).hasErrors()) {
            return known;
        }
        Jwt decoded = decoder.decode(token);
        checked.put(token, decoded);
        return decoded;
    }
}
