package io.saler.store;

import io.saler.identity.UserId;
import java.util.Currency;
import org.axonframework.serialization.Revision;

/** A store exists and may have products. */
@Revision("1")
public record StoreOpened(StoreId storeId, UserId ownerId, String name, Currency currency) implements StoreEvent {}
