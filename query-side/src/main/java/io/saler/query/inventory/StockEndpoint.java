package io.saler.query.inventory;

import io.saler.catalog.ProductId;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.openapi.Revalidated;
import io.saler.identity.Role;
import io.saler.inventory.InventoryFailure;
import io.saler.query.EntityTag;
import io.saler.query.Freshness;
import io.saler.query.store.StoreTable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
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
    @Revalidated
    ResponseEntity<StockView> stock(@PathVariable ProductId productId, CurrentUser reader) {
        StockTable.Level level = freshness
                .await(() -> stock.find(productId).filter(found -> mayRead(reader, found)))
                .orElseThrow(InventoryFailure.InventoryItemUnknown::new);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(EntityTag.of(level.version()))
                .body(StockView.of(productId, level, stock.movements(productId)));
    }

    private boolean mayRead(CurrentUser reader, StockTable.Level level) {
        return reader.is(Role.ADMIN) || stores.isOwner(reader.id(), level.storeId());
    }
}
