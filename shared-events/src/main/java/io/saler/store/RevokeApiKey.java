package io.saler.store;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Ends a key with all its secrets, at once and for ever. Repeating it changes nothing; refused with
 * {@link StoreFailure.ApiKeyUnknown} when there never was such a key.
 */
public record RevokeApiKey(@TargetAggregateIdentifier StoreId storeId, ApiKeyId keyId) {}
