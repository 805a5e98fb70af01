package io.saler.store;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says where a store's days begin. The zone that it has already changes nothing. */
public record ChangeStoreTimeZone(@TargetAggregateIdentifier StoreId storeId, StoreTimeZone timeZone) {}
