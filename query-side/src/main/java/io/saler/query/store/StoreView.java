package io.saler.query.store;

import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import java.time.Instant;
import java.util.Currency;

/**
 * A store as clients read it.
 *
 * @param timeZone where its days begin
 */
public record StoreView(StoreId storeId, String name, Currency currency, StoreTimeZone timeZone, Instant createdAt) {}
