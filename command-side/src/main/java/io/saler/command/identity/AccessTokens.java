package io.saler.command.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.saler.identity.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Issues access tokens: JWTs signed with ES256, valid for 15 minutes, naming the user, their roles and the session. */
@Component
class AccessTokens {

    static final Duration VALID_FOR = Duration.ofMinutes(15);

    /** The claim that names the session, which logging out ends. */
    static final String SESSION = "sid";

    private final JWSSigner signer;
    private final JWSHeader header;
    private final String issuer;
    private final Clock clock;

    AccessTokens(SigningKeys keys, Clock clock, @Value("${saler.auth.issuer:saler}") String issuer)
            throws JOSEException {
        this.signer = new ECDSASigner(keys.inUse());
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(keys.inUse().getKeyID())
                .build();
        this.issuer = issuer;
        this.clock = clock;
    }

    String issue(Account account, String session) {
        Instant now = clock.instant();
        var token = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject(account.userId().toString())
                        .claim("roles", account.roles().stream().map(Role::name).toList())
                        .claim(SESSION, session)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(VALID_FOR)))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException unusableKey) {
            throw new IllegalStateException("The key in use cannot sign", unusableKey);
        }
        return token.serialize();
    }
}
