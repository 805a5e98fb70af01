package io.saler.store;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * A key has a new secret.
 *
 * @param oldSecret the one it had until then
 * @param oldExpiresAt until when that one works as well
 */
@Revision("1")
public record ApiKeyRolled(
        StoreId storeId, ApiKeyId keyId, KeyDigest secret, String lastFour, KeyDigest oldSecret, Instant oldExpiresAt)
        implements StoreEvent {}
