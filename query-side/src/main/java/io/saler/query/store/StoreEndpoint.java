package io.saler.query.store;

import io.saler.gateway.openapi.Revalidated;
import io.saler.query.EntityTag;
import io.saler.query.Freshness;
import io.saler.store.StoreFailure;
import io.saler.store.StoreId;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Reading stores. */
@RestController
class StoreEndpoint {

    private final StoreTable stores;
    private final Freshness freshness;

    StoreEndpoint(StoreTable stores, Freshness freshness) {
        this.stores = stores;
        this.freshness = freshness;
    }

    @GetMapping("/stores/{storeId}")
    @Revalidated
    ResponseEntity<StoreView> store(@PathVariable StoreId storeId) {
        StoreTable.Found found =
                freshness.await(() -> stores.find(storeId)).orElseThrow(StoreFailure.StoreUnknown::new);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag(EntityTag.of(found.version()))
                .body(found.store());
    }
}
