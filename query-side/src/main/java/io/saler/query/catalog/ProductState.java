package io.saler.query.catalog;

import io.saler.catalog.CatalogEvent;
import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetailsChanged;
import io.saler.catalog.ProductDiscontinued;
import io.saler.catalog.ProductId;
import io.saler.catalog.ProductPriceChanged;
import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.inventory.StockReturned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a product, as a function of its events. The two aggregates behind it are each followed in their own
 * order; an event that was applied already changes nothing, and neither does a stock event that leaves the product in
 * stock, or out of it, as it was.
 *
 * @param listing null until the product is created, for its stock can be known a moment before
 * @param version the number of the product's last event, or -1
 * @param stockFlips how often the product went in or out of stock
 * @param stockVersion the number of the stock event that did so last, or -1
 */
public record ProductState(
        ProductId productId,
        @Nullable Listing listing,
        boolean inStock,
        long version,
        int stockFlips,
        long stockVersion,
        Instant updatedAt) {

    public static ProductState unknown(ProductId product) {
        return new ProductState(product, null, false, -1, 0, -1, Instant.EPOCH);
    }

    /**
     * How often what is shown has changed. It depends on which events were applied and not on how those of the two
     * aggregates were interleaved; so of two copies that have seen everything, both have the same revision and the same
     * content, and any copy with a smaller one is older.
     */
    public long revision() {
        return version + 1 + stockFlips;
    }

    public boolean isCreated() {
        return listing != null;
    }

    /** What the merchant says of it; throws if it is not created. */
    public Listing created() {
        if (listing == null) {
            throw new IllegalStateException("Product %s is not created".formatted(productId));
        }
        return listing;
    }

    /** @param number the event's number within the product */
    public ProductState apply(CatalogEvent event, long number, Instant at) {
        if (number <= version) {
            return this;
        }
        Listing changed = switch (event) {
            case ProductCreated created -> Listing.of(created, at);
            case ProductDetailsChanged details -> created().with(details.details());
            case ProductPriceChanged price -> created().with(price.price());
            case ProductDiscontinued discontinued -> created().discontinued();
        };
        return new ProductState(productId, changed, inStock, number, stockFlips, stockVersion, later(at));
    }

    /** @param number the event's number within the product's stock */
    public ProductState apply(InventoryEvent event, long number, Instant at) {
        return switch (event) {
            case InventoryItemCreated created -> stock(created.onHand(), number, at);
            case StockAdjusted adjusted -> stock(adjusted.onHand() - adjusted.reserved(), number, at);
            case StockReserved reserved -> stock(reserved.onHand() - reserved.reserved(), number, at);
            case StockCommitted committed -> stock(committed.onHand() - committed.reserved(), number, at);
            case StockReleased released -> stock(released.onHand() - released.reserved(), number, at);
            case StockReturned returned -> stock(returned.onHand() - returned.reserved(), number, at);
            case StockRejected rejected -> this;
        };
    }

    private ProductState stock(int available, long number, Instant at) {
        boolean nowInStock = available > 0;
        if (number <= stockVersion || nowInStock == inStock) {
            return this;
        }
        return new ProductState(productId, listing, nowInStock, version, stockFlips + 1, number, later(at));
    }

    private Instant later(Instant at) {
        return at.isAfter(updatedAt) ? at : updatedAt;
    }
}
