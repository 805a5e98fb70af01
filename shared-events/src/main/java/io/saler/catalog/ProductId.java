package io.saler.catalog;

import io.saler.store.StoreId;
import io.saler.value.Id;
import java.util.UUID;

/**
 * Identifies a product. It is derived from the store and the SKU, so a SKU cannot be taken twice in one store, whoever
 * tries and at whatever time.
 */
public record ProductId(UUID value) implements Id {

    public static ProductId of(String text) {
        return new ProductId(UUID.fromString(text));
    }

    public static ProductId of(StoreId store, Sku sku) {
        return new ProductId(Id.derived("product", store, sku));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
