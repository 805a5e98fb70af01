package io.saler.command.catalog;

import io.saler.catalog.CatalogFailure.ProductUnknown;
import io.saler.catalog.ProductId;
import io.saler.command.store.StoreDirectory;
import io.saler.gateway.access.CurrentUser;
import io.saler.store.StoreFailure.StoreUnknown;
import io.saler.store.StoreId;
import java.util.Currency;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Decides whose products somebody may change: those of their own stores. Ownership decides, not the role in the token,
 * which may be older than the store. What belongs to others does not exist.
 */
@Component
public final class ProductOwnership {

    private final StoreDirectory stores;
    private final PriceTable prices;

    ProductOwnership(StoreDirectory stores, PriceTable prices) {
        this.stores = stores;
        this.prices = prices;
    }

    /** Refuses anybody but the owner of the product's store, with {@link ProductUnknown}. */
    public void requireOwnProduct(ProductId product, CurrentUser user) {
        Optional<StoreId> store = prices.storeOf(product);
        if (store.flatMap(id -> currencyOfOwn(id, user)).isEmpty()) {
            throw new ProductUnknown();
        }
    }

    /** The currency of the user's own store; anybody else's is refused with {@link StoreUnknown}. */
    Currency requireOwnStore(StoreId store, CurrentUser user) {
        return currencyOfOwn(store, user).orElseThrow(StoreUnknown::new);
    }

    boolean isListed(ProductId product) {
        return prices.storeOf(product).isPresent();
    }

    private Optional<Currency> currencyOfOwn(StoreId store, CurrentUser user) {
        return stores.ownedBy(store, user.id());
    }
}
