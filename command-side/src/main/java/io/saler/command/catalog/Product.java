package io.saler.command.catalog;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.saler.catalog.CatalogFailure.CurrencyMismatch;
import io.saler.catalog.CatalogFailure.ProductAlreadyDiscontinued;
import io.saler.catalog.CatalogFailure.ProductMoved;
import io.saler.catalog.CreateProduct;
import io.saler.catalog.DiscontinueProduct;
import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetails;
import io.saler.catalog.ProductDetailsChanged;
import io.saler.catalog.ProductDiscontinued;
import io.saler.catalog.ProductId;
import io.saler.catalog.ProductPriceChanged;
import io.saler.catalog.Sku;
import io.saler.store.StoreId;
import io.saler.value.Money;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Something a store sells. Its currency stays the one it was created with, and once discontinued it stays as it is. */
@Aggregate(cache = "aggregateCache")
@SuppressWarnings("NullAway.Init") // The first event fills every field.
class Product {

    @AggregateIdentifier
    private ProductId productId;

    private StoreId storeId;
    private Sku sku;
    private ProductDetails details;
    private Money price;
    private boolean discontinued;

    Product() {}

    Product(CreateProduct command) {
        apply(new ProductCreated(
                command.productId(), command.storeId(), command.sku(), command.details(), command.price()));
    }

    @CommandHandler
    EditedProduct edit(EditProduct command) {
        requireVersion(command.expectedVersions());
        become(command.onto(details), command.price());
        return new EditedProduct(productId, storeId, sku, details, price, getVersion());
    }

    @CommandHandler
    void discontinue(DiscontinueProduct command) {
        if (!discontinued) {
            requireVersion(command.expectedVersions());
            apply(new ProductDiscontinued(productId));
        }
    }

    private static void requireVersion(@Nullable Set<Long> expected) {
        if (expected != null && !expected.contains(getVersion())) {
            throw new ProductMoved();
        }
    }

    private void become(ProductDetails newDetails, @Nullable Money newPrice) {
        if (discontinued) {
            throw new ProductAlreadyDiscontinued();
        }
        if (newPrice != null && !newPrice.currency().equals(price.currency())) {
            throw new CurrencyMismatch(price.currency());
        }
        if (!newDetails.equals(details)) {
            apply(new ProductDetailsChanged(productId, newDetails));
        }
        if (newPrice != null && !newPrice.equals(price)) {
            apply(new ProductPriceChanged(productId, newPrice));
        }
    }

    @EventSourcingHandler
    void on(ProductCreated event) {
        productId = event.productId();
        storeId = event.storeId();
        sku = event.sku();
        details = event.details();
        price = event.price();
    }

    @EventSourcingHandler
    void on(ProductDetailsChanged event) {
        details = event.details();
    }

    @EventSourcingHandler
    void on(ProductPriceChanged event) {
        price = event.price();
    }

    @EventSourcingHandler
    void on(ProductDiscontinued event) {
        discontinued = true;
    }
}
