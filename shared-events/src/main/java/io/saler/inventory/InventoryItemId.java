package io.saler.inventory;

import io.saler.catalog.ProductId;
import io.saler.value.Id;
import java.util.UUID;

/** Identifies the stock of one product; derived from the product. */
public record InventoryItemId(UUID value) implements Id {

    public static InventoryItemId of(ProductId product) {
        return new InventoryItemId(Id.derived("inventory-item", product));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
