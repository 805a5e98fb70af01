package io.saler.catalog;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a product off sale for good. Orders placed before are not touched; repeating it changes nothing. With an
 * {@code expectedVersion}, it is refused with {@link CatalogFailure.ProductMoved} when the product has changed since.
 *
 * @param expectedVersion the version it builds on, or null for any
 */
public record DiscontinueProduct(
        @TargetAggregateIdentifier ProductId productId,
        @Nullable Long expectedVersion) {

    /** Whatever the product's version is. */
    public DiscontinueProduct(ProductId productId) {
        this(productId, null);
    }
}
