package io.saler.command.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.saler.identity.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Issues access tokens: JWTs signed with ES256, valid for 15 minutes at most, naming the user, their roles and the
 * session.
 */
@Component
class AccessTokens {

    static final Duration VALID_FOR = Duration.ofMinutes(15);

    /** The claim that names the session, which logging out ends. */
    private static final String SESSION = "sid";

    private final SigningKeys keys;
    private final String issuer;
    private final Clock clock;

    AccessTokens(SigningKeys keys, Clock clock, @Value("${saler.auth.issuer:saler}") String issuer) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** The session that a token belongs to; empty when the caller was recognised by something else. */
    static String sessionOf(@Nullable Jwt token) {
        String session = token == null ? null : token.getClaimAsString(SESSION);
        return session == null ? "" : session;
    }

    String issue(Account account, String session, Duration validFor) {
        Instant now = clock.instant();
        SigningKey key = keys.signing();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.kid())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject(account.userId().toString())
                        .claim("roles", account.roles().stream().map(Role::name).toList())
                        .claim(SESSION, session)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(validFor)))
                        .build());
        try {
            token.sign(key.signer());
        } catch (JOSEException unusableKey) {
            throw new IllegalStateException("The key in use cannot sign", unusableKey);
        }
        return token.serialize();
    }
}
