package io.saler.query.store;

import io.saler.store.StoreId;
import java.time.Instant;
import java.util.Currency;

/** A store as clients read it. */
public record StoreView(StoreId storeId, String name, Currency currency, Instant createdAt) {}
