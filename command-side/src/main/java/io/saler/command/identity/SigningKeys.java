package io.saler.command.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * The keys that access tokens are signed with. Read once, at the start, and then kept in memory: checking a token needs
 * no database. The first process ever to start makes the key; those that start at the same moment take over its.
 */
@Component
class SigningKeys {

    private final JWKSet all;
    private final ECKey inUse;

    SigningKeys(Jdbi jdbi, Clock clock) {
        this.inUse = jdbi.withHandle(handle -> agreed(handle, clock));
        this.all = jdbi.withHandle(SigningKeys::all);
    }

    ECKey inUse() {
        return inUse;
    }

    JWKSet published() {
        return all.toPublicJWKSet();
    }

    private static ECKey agreed(Handle handle, Clock clock) {
        if (current(handle).isEmpty()) {
            ECKey fresh = generated();
            handle.createUpdate("""
                            insert into command.signing_key (kid, jwk, in_use, created_at)
                            values (:kid, :jwk, true, :now) on conflict do nothing""")
                    .bind("kid", fresh.getKeyID())
                    .bind("jwk", fresh.toJSONString())
                    .bind("now", OffsetDateTime.now(clock))
                    .execute();
        }
        return parsed(current(handle).getFirst()).toECKey();
    }

    private static List<String> current(Handle handle) {
        return handle.createQuery("select jwk from command.signing_key where in_use")
                .mapTo(String.class)
                .list();
    }

    private static JWKSet all(Handle handle) {
        return new JWKSet(handle.createQuery("select jwk from command.signing_key order by created_at")
                .mapTo(String.class)
                .map(SigningKeys::parsed)
                .list());
    }

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException everyPlatformHasIt) {
            throw new IllegalStateException("This platform cannot make P-256 keys", everyPlatformHasIt);
        }
    }

    private static JWK parsed(String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException damaged) {
            throw new IllegalStateException("command.signing_key has a row that is no key", damaged);
        }
    }
}
