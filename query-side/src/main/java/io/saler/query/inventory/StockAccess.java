package io.saler.query.inventory;

import static io.saler.gateway.access.AccessRule.signedIn;
import static org.springframework.http.HttpMethod.GET;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.Caller;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.access.StoreKey;
import io.saler.identity.Role;
import io.saler.query.store.StoreTable;
import io.saler.store.Scope;
import io.saler.store.StoreId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stock is for the store's owner, the store's keys, and administrators. */
@Component
final class StockAccess implements AccessRules {

    private final StoreTable stores;

    StockAccess(StoreTable stores) {
        this.stores = stores;
    }

    @Override
    public List<AccessRule> rules() {
        return List.of(signedIn(GET, "/inventory/{productId}").orKeyWith(Scope.INVENTORY_READ));
    }

    boolean mayRead(Caller reader, StoreId store) {
        return switch (reader) {
            case CurrentUser person -> person.is(Role.ADMIN) || stores.isOwner(person.id(), store);
            case StoreKey key -> key.store().equals(store);
        };
    }
}
