package io.saler.query;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Issues access tokens as the command side does. */
final class Tokens {

    static final ECKey KEY = key();

    private Tokens() {}

    static String of(UserId user, Role role) {
        return of(user, role, Duration.ofMinutes(15));
    }

    static String of(UserId user, Role role, Duration life) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .subject(user.toString())
                .issuer("saler")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .claim("roles", List.of(role.name()))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(), claims);
        try {
            token.sign(new ECDSASigner(KEY));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
        return token.serialize();
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
