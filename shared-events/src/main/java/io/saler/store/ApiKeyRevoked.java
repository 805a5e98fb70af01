package io.saler.store;

import org.axonframework.serialization.Revision;

/** A key works no more, with none of its secrets. */
@Revision("1")
public record ApiKeyRevoked(StoreId storeId, ApiKeyId keyId) implements StoreEvent {}
