package io.saler.query.inventory;

import io.saler.catalog.ProductId;
import java.util.List;

/**
 * A product's stock as its merchant reads it.
 *
 * @param available the units free to sell
 * @param lowStockThreshold the number of available units at which the merchant wants to be told, 0 for never
 * @param movements the last 50, newest first
 */
record StockView(
        ProductId productId,
        int onHand,
        int reserved,
        int available,
        int lowStockThreshold,
        List<StockMovement> movements) {

    static StockView of(ProductId product, StockTable.Level level, List<StockMovement> movements) {
        return new StockView(
                product,
                level.onHand(),
                level.reserved(),
                level.onHand() - level.reserved(),
                level.lowStockThreshold(),
                List.copyOf(movements));
    }
}
