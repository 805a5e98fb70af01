package io.saler.query.search;

import io.saler.store.StoreId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What somebody searches for; null means any.
 *
 * @param text what they typed; null or blank finds every product
 * @param minPrice in the currency of the products' store, included, as is {@code maxPrice}
 */
record SearchCriteria(
        @Nullable String text,
        @Nullable StoreId storeId,
        @Nullable String category,
        @Nullable BigDecimal minPrice,
        @Nullable BigDecimal maxPrice,
        @Nullable Boolean inStock,
        SearchSort sort) {

    boolean hasText() {
        return text != null && !text.isBlank();
    }
}
