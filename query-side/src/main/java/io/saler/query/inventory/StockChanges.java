package io.saler.query.inventory;

import io.saler.catalog.ProductId;
import io.saler.inventory.InventoryItemCreated;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one batch of events changes about stock: of each product the level it ends with, and its movements. */
final class StockChanges {

    private final Map<ProductId, Kept> kept = new LinkedHashMap<>();
    private final Map<ProductId, Moved> levels = new LinkedHashMap<>();
    private final Map<Place, Moved> movements = new LinkedHashMap<>();

    /** Stock that is kept from now on. */
    record Kept(InventoryItemCreated item, long version) {}

    /** @param version the number of the stock event */
    record Moved(ProductId product, StockMovement movement, long version) {}

    /** Where a movement is kept; a later one takes the place of the 50th before it. */
    private record Place(ProductId product, int slot) {}

    void keep(InventoryItemCreated item, long version) {
        kept.put(item.productId(), new Kept(item, version));
    }

    void move(Moved moved) {
        levels.put(moved.product(), moved);
        movements.put(new Place(moved.product(), StockTable.slot(moved.version())), moved);
    }

    Collection<Kept> kept() {
        return kept.values();
    }

    Collection<Moved> levels() {
        return levels.values();
    }

    Collection<Moved> movements() {
        return movements.values();
    }
}
