package io.saler.gateway.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks access tokens: signed with ES256 by a known key, issued by Saler for a user, and not too old. Needs nothing
 * but the keys, which are in memory, here or fetched from whoever issues tokens.
 */
final class TokenChecks {

    private static final int FETCH_MILLIS = 1_000;
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    private TokenChecks() {}

    static JwtDecoder with(JWKSource<SecurityContext> keys, String issuer, Clock clock) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        // Times are checked below, by our own clock.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var times = new JwtTimestampValidator(CLOCKS_DIFFER_BY);
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<String>(JwtClaimNames.SUB, TokenChecks::isUserId)));
        return new RememberedTokens(decoder, times);
    }

    /**
     * Keys of another process: kept, renewed in the background and when a token names another key, and used further
     * when that process is away.
     */
    static JWKSource<SecurityContext> keysAt(String address) {
        try {
            return new KnownKeys(JWKSourceBuilder.<SecurityContext>create(
                            URI.create(address).toURL(), new DefaultResourceRetriever(FETCH_MILLIS, FETCH_MILLIS))
                    .retrying(true)
                    .outageTolerantForever()
                    .build());
        } catch (MalformedURLException notAnAddress) {
            throw new IllegalStateException("saler.auth.jwks-uri is not a URL: " + address, notAnAddress);
        }
    }

    private static boolean isUserId(@Nullable String subject) {
        try {
            return subject != null && UUID.fromString(subject).toString().equals(subject);
        } catch (IllegalArgumentException notUuid) {
            return false;
        }
    }
}
