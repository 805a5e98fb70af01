package io.saler.query.analytics;

import static io.saler.query.analytics.FactTable.PRODUCT;

import io.saler.catalog.CatalogEvent;
import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductDetailsChanged;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What products are called and which category they are in, from each moment on. */
@Component
class ProductAggregator implements Aggregator {

    @Override
    public DataType dataType() {
        return DataType.PRODUCTS;
    }

    @Override
    public Set<Class<?>> counted() {
        return Set.of(ProductCreated.class, ProductDetailsChanged.class);
    }

    @Override
    public void add(Happening happening, Facts facts) {
        switch (happening.event()) {
            case ProductCreated created -> describe(created, created.details(), happening, facts);
            case ProductDetailsChanged changed -> describe(changed, changed.details(), happening, facts);
            default -> throw new IllegalArgumentException(happening.toString());
        }
    }

    private static void describe(CatalogEvent event, ProductDetails details, Happening happening, Facts facts) {
        facts.origins()
                .product(event.productId())
                .ifPresent(product -> facts.add(
                        PRODUCT,
                        product.store(),
                        event.productId(),
                        happening.version(),
                        happening.position(),
                        happening.at(),
                        product.store(),
                        product.sku(),
                        details.name(),
                        details.category()));
    }
}
