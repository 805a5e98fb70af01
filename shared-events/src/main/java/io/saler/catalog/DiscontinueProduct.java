package io.saler.catalog;

import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a product off sale for good. Orders placed before are not touched; repeating it changes nothing. With
 * {@code expectedVersions}, it is refused with {@link CatalogFailure.ProductMoved} when the product has changed since.
 *
 * @param expectedVersions the versions it may build on, or null for any
 */
public record DiscontinueProduct(
        @TargetAggregateIdentifier ProductId productId,
        @Nullable Set<Long> expectedVersions) {

    /** Whatever the product's version is. */
    public DiscontinueProduct(ProductId productId) {
        this(productId, null);
    }
}
