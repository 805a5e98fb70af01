package io.saler.command.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that access tokens are signed with from a certain time on. Two with the same {@code kid} are the same. Never
 * shows its private half by accident.
 */
final class SigningKey {

    private final ECKey key;
    private final JWSSigner signer;
    private final Instant createdAt;
    private final Instant signsFrom;

    private SigningKey(ECKey key, Instant createdAt, Instant signsFrom) throws JOSEException {
        this.key = key;
        this.signer = new ECDSASigner(key);
        this.createdAt = createdAt;
        this.signsFrom = signsFrom;
    }

    static SigningKey fresh(Instant createdAt, Instant signsFrom) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            return new SigningKey(key, createdAt, signsFrom);
        } catch (JOSEException everyPlatformHasIt) {
            throw new IllegalStateException("This platform cannot make P-256 keys", everyPlatformHasIt);
        }
    }

    static SigningKey stored(String json, Instant createdAt, Instant signsFrom) {
        try {
            return new SigningKey(ECKey.parse(json), createdAt, signsFrom);
        } catch (ParseException | JOSEException damaged) {
            // Without the cause, whose message may quote the key.
            throw new IllegalStateException("command.signing_key has a row that is no key");
        }
    }

    String kid() {
        return key.getKeyID();
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant signsFrom() {
        return signsFrom;
    }

    JWSSigner signer() {
        return signer;
    }

    ECKey published() {
        return key.toPublicJWK();
    }

    /** With the private half, for the table only. */
    String secretJson() {
        return key.toJSONString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SigningKey same && kid().equals(same.kid());
    }

    @Override
    public int hashCode() {
        return kid().hashCode();
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid() + "]";
    }
}
