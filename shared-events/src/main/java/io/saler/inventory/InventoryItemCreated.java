package io.saler.inventory;

import io.saler.catalog.ProductId;
import io.saler.store.StoreId;
import org.axonframework.serialization.Revision;

/** The stock of a product is kept from now on. */
@Revision("1")
public record InventoryItemCreated(
        InventoryItemId itemId, ProductId productId, StoreId storeId, int onHand, int lowStockThreshold)
        implements InventoryEvent {}
