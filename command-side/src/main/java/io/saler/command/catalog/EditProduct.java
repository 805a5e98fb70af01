package io.saler.command.catalog;

import io.saler.catalog.CatalogFailure.ProductMoved;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Changes single details of a product's page or its price; what is null stays. The product itself puts old and new
 * together, so two edits at once lose nothing. Answers the {@link EditedProduct}; refused with {@link ProductMoved}
 * when none of the expected versions is the one it has.
 */
record EditProduct(
        @TargetAggregateIdentifier ProductId productId,
        @Nullable String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable List<String> tags,
        @Nullable Map<String, String> attributes,
        @Nullable Money price,
        @Nullable Set<Long> expectedVersions) {

    private static final ProductDetails PLAIN = new ProductDetails("-", "", "-", List.of(), Map.of());

    EditProduct {
        if (price != null && price.isNegative()) {
            throw InvalidValue.at("price", "A price is not negative");
        }
        // Refuses here, where the sender still learns why, what the product could only fail on.
        merged(PLAIN, name, description, category, tags, attributes).requireLegible();
    }

    ProductDetails onto(ProductDetails current) {
        return merged(current, name, description, category, tags, attributes);
    }

    private static ProductDetails merged(
            ProductDetails current,
            @Nullable String name,
            @Nullable String description,
            @Nullable String category,
            @Nullable List<String> tags,
            @Nullable Map<String, String> attributes) {
        return new ProductDetails(
                name == null ? current.name() : name,
                description == null ? current.description() : description,
                category == null ? current.category() : category,
                tags == null ? current.tags() : tags,
                attributes == null ? current.attributes() : attributes);
    }
}
