package io.saler.query.store;

import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.query.Freshness;
import io.saler.store.StoreFailure;
import io.saler.store.StoreId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows owners the keys of their stores that are not revoked, oldest first. */
@RestController
class ApiKeyEndpoint {

    private final ApiKeyTable keys;
    private final StoreAccess access;
    private final Freshness freshness;

    ApiKeyEndpoint(ApiKeyTable keys, StoreAccess access, Freshness freshness) {
        this.keys = keys;
        this.access = access;
        this.freshness = freshness;
    }

    @GetMapping("/stores/{storeId}/api-keys")
    Page<ApiKeyView> keys(
            @PathVariable StoreId storeId,
            CurrentUser reader,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        ApiKeyTable.Place place = Cursor.read(after, ApiKeyTable.Place.class).orElse(null);
        boolean may = freshness
                .await(() -> Optional.of(access.mayReadKeys(reader, storeId)).filter(allowed -> allowed))
                .isPresent();
        if (!may) {
            throw new StoreFailure.StoreUnknown();
        }
        return Page.of(
                keys.page(storeId, place, limit.andOneMore()),
                limit,
                last -> new ApiKeyTable.Place(last.createdAt(), last.keyId().value()));
    }
}
