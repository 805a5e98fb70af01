package io.saler.store;

/** Everything that can have happened to a store. */
public sealed interface StoreEvent
        permits StoreOpened, StoreTimeZoneChanged, ApiKeyCreated, ApiKeyRolled, ApiKeyRevoked, ApiKeyUsed {

    StoreId storeId();
}
