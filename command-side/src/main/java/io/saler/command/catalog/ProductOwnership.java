package io.saler.command.catalog;

import io.saler.catalog.CatalogFailure.ProductUnknown;
import io.saler.catalog.ProductId;
import io.saler.command.store.StoreDirectory;
import io.saler.gateway.access.CurrentUser;
import io.saler.identity.Role;
import io.saler.store.StoreFailure.StoreUnknown;
import io.saler.store.StoreId;
import java.util.Currency;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Decides whose products somebody may change: those of their own stores. Ownership decides, not the role in the token,
 * which may be older than the store. For merchants, what belongs to others does not exist; whoever is no merchant at
 * all is told that they may not.
 */
@Component
public final class ProductOwnership {

    private final StoreDirectory stores;
    private final PriceTable prices;

    ProductOwnership(StoreDirectory stores, PriceTable prices) {
        this.stores = stores;
        this.prices = prices;
    }

    /** Refuses anybody but the owner of the product's store, with {@link ProductUnknown} or a denial. */
    public void requireOwnProduct(ProductId product, CurrentUser user) {
        Optional<StoreId> store = prices.storeOf(product);
        if (store.flatMap(id -> currencyOfOwn(id, user)).isEmpty()) {
            requireMerchant(user);
            throw new ProductUnknown();
        }
    }

    /** The currency of the user's own store; anybody else's is refused with {@link StoreUnknown} or a denial. */
    Currency requireOwnStore(StoreId store, CurrentUser user) {
        return currencyOfOwn(store, user).orElseThrow(() -> {
            requireMerchant(user);
            return new StoreUnknown();
        });
    }

    boolean isListed(ProductId product) {
        return prices.storeOf(product).isPresent();
    }

    private Optional<Currency> currencyOfOwn(StoreId store, CurrentUser user) {
        return stores.ownedBy(store, user.id());
    }

    private static void requireMerchant(CurrentUser user) {
        if (!user.is(Role.MERCHANT) && !user.is(Role.ADMIN)) {
            throw new AccessDeniedException("Only merchants have products");
        }
    }
}
