package io.saler.store;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Gives a key a new secret. Refused with {@link StoreFailure.ApiKeyUnknown} when there is no such key, or not any more.
 *
 * @param oldExpiresAt until when the secret that the key has now works besides the new one
 */
public record RollApiKey(
        @TargetAggregateIdentifier StoreId storeId,
        ApiKeyId keyId,
        KeyDigest secret,
        String lastFour,
        Instant oldExpiresAt) {}
