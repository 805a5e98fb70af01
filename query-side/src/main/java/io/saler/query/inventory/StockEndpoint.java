package io.saler.query.inventory;

import io.saler.catalog.ProductId;
import io.saler.gateway.access.CurrentUser;
import io.saler.identity.Role;
import io.saler.inventory.InventoryFailure;
import io.saler.query.Freshness;
import io.saler.query.store.StoreTable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Reading stock, which is for the store's owner only; to others there is no such stock. */
@RestController
class StockEndpoint {

    private final StockTable stock;
    private final StoreTable stores;
    private final Freshness freshness;

    StockEndpoint(StockTable stock, StoreTable stores, Freshness freshness) {
        this.stock = stock;
        this.stores = stores;
        this.freshness = freshness;
    }

    @GetMapping("/inventory/{productId}")
    StockView stock(@PathVariable ProductId productId, CurrentUser reader) {
        return freshness
                .await(() -> stock.find(productId).filter(level -> mayRead(reader, level)))
                .map(level -> StockView.of(productId, level, stock.movements(productId)))
                .orElseThrow(InventoryFailure.InventoryItemUnknown::new);
    }

    private boolean mayRead(CurrentUser reader, StockTable.Level level) {
        return reader.is(Role.ADMIN) || stores.isOwner(reader.id(), level.storeId());
    }
}
