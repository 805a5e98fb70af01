package io.saler.query.tracking;

import io.saler.store.StoreId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/**
 * What visitors and sessions are called in all that is kept: a hash of the store's own name for them, under a secret.
 * So nobody who reads events finds out whose they are by knowing a visitor's cookie, and nobody is followed from store
 * to store. Safe for use by many threads.
 */
@Component
final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int KEPT_BYTES = 16;

    /** Copied for each use: looking for an algorithm takes longer than what it does with a name. */
    private final Mac keyed;

    Pseudonyms(Jdbi database) {
        var offered = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(offered);
        // Of several nodes that start at once, all take that of the first.
        byte[] kept = database.inTransaction(handle -> {
            handle.createUpdate("insert into query.tracking_secret (secret) values (:secret) on conflict do nothing")
                    .bind("secret", offered)
                    .execute();
            return handle.createQuery("select secret from query.tracking_secret")
                    .mapTo(byte[].class)
                    .one();
        });
        this.keyed = keyed(kept);
    }

    private static Mac keyed(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String visitor(StoreId store, String id) {
        return hash("visitor", store, id);
    }

    String session(StoreId store, String id) {
        return hash("session", store, id);
    }

    /** Tells this database from another one, and nothing else. */
    String database() {
        return hash("database");
    }

    private String hash(Object... names) {
        try {
            Mac mac = (Mac) keyed.clone();
            for (Object name : names) {
                mac.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac.doFinal(), KEPT_BYTES));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
