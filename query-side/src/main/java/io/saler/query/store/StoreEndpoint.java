package io.saler.query.store;

import io.saler.query.Freshness;
import io.saler.store.StoreFailure;
import io.saler.store.StoreId;
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
    StoreView store(@PathVariable StoreId storeId) {
        return freshness.await(() -> stores.find(storeId)).orElseThrow(StoreFailure.StoreUnknown::new);
    }
}
