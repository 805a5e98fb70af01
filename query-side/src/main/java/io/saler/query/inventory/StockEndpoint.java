package io.saler.query.inventory;

import io.saler.catalog.ProductId;
import io.saler.gateway.access.Caller;
import io.saler.gateway.openapi.Revalidated;
import io.saler.inventory.InventoryFailure;
import io.saler.query.EntityTag;
import io.saler.query.Freshness;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Reading stock, which is for the store's own only; to others there is no such stock. */
@RestController
class StockEndpoint {

    private final StockTable stock;
    private final StockAccess access;
    private final Freshness freshness;

    StockEndpoint(StockTable stock, StockAccess access, Freshness freshness) {
        this.stock = stock;
        this.access = access;
        this.freshness = freshness;
    }

    @GetMapping("/inventory/{productId}")
    @Revalidated
    ResponseEntity<StockView> stock(@PathVariable ProductId productId, Caller reader) {
        StockTable.Level level = freshness
                .await(() -> stock.find(productId).filter(found -> access.mayRead(reader, found.storeId())))
                .orElseThrow(InventoryFailure.InventoryItemUnknown::new);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(EntityTag.of(level.version()))
                .body(StockView.of(productId, level, stock.movements(productId)));
    }
}
