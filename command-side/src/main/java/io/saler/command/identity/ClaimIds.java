package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * Gives the claim on an address its id: an HMAC with a secret, since claims stay in the event store when people are
 * erased, and a bare hash would still answer the question whether an address was theirs. The first process ever to
 * start makes the secret; those that start at the same moment take over its.
 */
@Component
class ClaimIds {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey secret;

    ClaimIds(Jdbi jdbi) {
        this.secret = new SecretKeySpec(jdbi.withHandle(ClaimIds::agreed), ALGORITHM);
    }

    EmailClaimId of(EmailAddress address) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] hash = mac.doFinal(("email-claim\n" + address.normalised()).getBytes(StandardCharsets.UTF_8));
            return new EmailClaimId(HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static byte[] agreed(Handle handle) {
        handle.createUpdate("insert into command.claim_secret (secret) values (:fresh) on conflict do nothing")
                .bind("fresh", PersonKey.random().bytes())
                .execute();
        return handle.createQuery("select secret from command.claim_secret")
                .mapTo(byte[].class)
                .one();
    }
}
