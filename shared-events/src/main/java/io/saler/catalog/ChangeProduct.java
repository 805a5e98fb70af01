package io.saler.catalog;

import io.saler.value.InvalidValue;
import io.saler.value.Money;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is given and leaves the rest. With an {@code expectedVersion}, it is refused with
 * {@link CatalogFailure.ProductMoved} when the product has changed since.
 *
 * @param expectedVersion the version the change builds on, or null for any
 */
public record ChangeProduct(
        @TargetAggregateIdentifier ProductId productId,
        @Nullable ProductDetails details,
        @Nullable Money price,
        @Nullable Long expectedVersion) {

    public ChangeProduct {
        if (price != null && price.isNegative()) {
            throw new InvalidValue("A price is not negative");
        }
    }
}
