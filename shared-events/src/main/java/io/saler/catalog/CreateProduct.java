package io.saler.catalog;

import io.saler.store.StoreId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Puts a product on sale, with units on hand from the start. Refused with {@link CatalogFailure.SkuTaken} when the
 * store has that SKU already.
 *
 * @param stock units on hand, 0 or more
 * @param lowStockThreshold the number of available units at which the merchant wants to be told, 0 for never
 */
public record CreateProduct(
        @RoutingKey ProductId productId,
        StoreId storeId,
        Sku sku,
        ProductDetails details,
        Money price,
        int stock,
        int lowStockThreshold) {

    public static final int MAXIMUM_STOCK = 1_000_000_000;

    public CreateProduct {
        details.requireLegible();
        if (price.isNegative()) {
            throw InvalidValue.at("price", "A price is not negative");
        }
        if (stock < 0 || stock > MAXIMUM_STOCK) {
            throw InvalidValue.at("stock", "Stock is a whole number from 0 to %,d".formatted(MAXIMUM_STOCK));
        }
        if (lowStockThreshold < 0 || lowStockThreshold > MAXIMUM_STOCK) {
            throw InvalidValue.at(
                    "lowStockThreshold",
                    "The low-stock threshold is a whole number from 0 to %,d".formatted(MAXIMUM_STOCK));
        }
    }
}
