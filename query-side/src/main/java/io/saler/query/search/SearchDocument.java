package io.saler.query.search;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.saler.query.catalog.Listing;
import io.saler.query.catalog.ProductPage;
import io.saler.query.catalog.ProductState;
import io.saler.query.catalog.ProductStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What is indexed of a product; the fields are those of {@code search/products.json}.
 *
 * @param sku in lower case, so that it is found however it is typed
 * @param product the product as clients read it, which is kept and not searched
 */
record SearchDocument(
        UUID productId,
        UUID storeId,
        String sku,
        String name,
        String sortName,
        String description,
        String category,
        List<String> tags,
        BigDecimal price,
        String currency,
        boolean inStock,
        ProductStatus status,
        Instant createdAt,
        @JsonRawValue String product) {

    static SearchDocument of(ProductState state, ProductPage page) {
        Listing listing = state.created();
        return new SearchDocument(
                state.productId().value(),
                listing.storeId().value(),
                listing.sku().value().toLowerCase(Locale.ROOT),
                listing.details().name(),
                listing.sortName(),
                listing.details().description(),
                listing.details().category(),
                listing.details().tags(),
                listing.price().amount(),
                listing.price().currency().getCurrencyCode(),
                state.inStock(),
                listing.status(),
                listing.createdAt(),
                page.json());
    }
}
