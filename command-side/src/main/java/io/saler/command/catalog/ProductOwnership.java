package io.saler.command.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.saler.catalog.CatalogFailure.ProductUnknown;
import io.saler.catalog.ProductId;
import io.saler.command.store.StoreKeepers;
import io.saler.identity.Actor;
import io.saler.store.Scope;
import io.saler.store.StoreFailure.StoreUnknown;
import io.saler.store.StoreId;
import org.springframework.stereotype.Component;

/**
 * Decides whose products somebody may change: those of the stores that they may act for. What belongs to others does
 * not exist. A product stays in its store, so what was asked for lately is kept in memory.
 */
@Component
public final class ProductOwnership {

    private static final int KEPT = 10_000;

    private final StoreKeepers keepers;
    private final PriceTable prices;
    private final Cache<ProductId, StoreId> recent =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    ProductOwnership(StoreKeepers keepers, PriceTable prices) {
        this.keepers = keepers;
        this.prices = prices;
    }

    /** Refuses who may not act for the product's store, with {@link ProductUnknown} or with what a key lacks. */
    public void requireOwn(Actor actor, ProductId product, Scope scope) {
        StoreId store = recent.get(product, unknown -> prices.storeOf(unknown).orElse(null));
        if (store == null) {
            throw new ProductUnknown();
        }
        try {
            keepers.require(actor, store, scope);
        } catch (StoreUnknown notTheirs) {
            throw new ProductUnknown();
        }
    }

    boolean isListed(ProductId product) {
        return prices.storeOf(product).isPresent();
    }
}
