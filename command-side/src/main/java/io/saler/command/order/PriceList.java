package io.saler.command.order;

import io.saler.catalog.ProductId;
import io.saler.store.StoreId;
import java.util.Collection;
import java.util.Map;

/** What a store asks for its products at this moment. */
public interface PriceList {

    /** The prices of those products that exist in the store and are on sale; the others are left out. */
    Map<ProductId, PricedProduct> onSale(StoreId store, Collection<ProductId> products);
}
