package io.saler.query.catalog;

import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A product as clients read it. Whether it is in stock is for everybody; how many units there are is the merchant's
 * business.
 */
public record ProductView(
        ProductId productId,
        StoreId storeId,
        Sku sku,
        String name,
        String description,
        String category,
        List<String> tags,
        Map<String, String> attributes,
        Money price,
        ProductStatus status,
        boolean inStock,
        Instant createdAt,
        Instant updatedAt) {

    /** Shows a product that is created. */
    static ProductView of(ProductState state) {
        Listing listing = state.created();
        return new ProductView(
                state.productId(),
                listing.storeId(),
                listing.sku(),
                listing.details().name(),
                listing.details().description(),
                listing.details().category(),
                listing.details().tags(),
                listing.details().attributes(),
                listing.price(),
                listing.status(),
                state.inStock(),
                listing.createdAt(),
                state.updatedAt());
    }
}
