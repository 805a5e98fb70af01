package io.saler.store;

import org.axonframework.serialization.Revision;

/** The store's days begin at another place's midnight; until it is said first, they are those of UTC. */
@Revision("1")
public record StoreTimeZoneChanged(StoreId storeId, StoreTimeZone timeZone) implements StoreEvent {}
