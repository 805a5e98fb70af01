package io.saler.query.catalog;

import io.saler.store.StoreId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which products on sale are wanted; null means any. Prices are in the currency of the products' store, both ends
 * included.
 */
public record ProductFilter(
        @Nullable StoreId storeId,
        @Nullable String category,
        @Nullable String tag,
        @Nullable BigDecimal minPrice,
        @Nullable BigDecimal maxPrice,
        @Nullable Boolean inStock) {

    static final ProductFilter NONE = new ProductFilter(null, null, null, null, null, null);
}
