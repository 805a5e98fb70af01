package io.saler.inventory;

import io.saler.catalog.ProductId;

/** Everything that can have happened to the stock of a product. */
public sealed interface InventoryEvent
        permits InventoryItemCreated,
                StockAdjusted,
                StockReserved,
                StockRejected,
                StockCommitted,
                StockReleased,
                StockReturned {

    InventoryItemId itemId();

    ProductId productId();
}
