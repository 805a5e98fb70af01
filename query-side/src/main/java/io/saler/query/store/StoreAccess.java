package io.saler.query.store;

import static io.saler.gateway.access.AccessRule.anyone;
import static io.saler.gateway.access.AccessRule.signedIn;
import static org.springframework.http.HttpMethod.GET;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.CurrentUser;
import io.saler.identity.Role;
import io.saler.store.StoreId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stores are open to everybody; which keys one has is for its owner, and no key's business. */
@Component
final class StoreAccess implements AccessRules {

    private final StoreTable stores;

    StoreAccess(StoreTable stores) {
        this.stores = stores;
    }

    @Override
    public List<AccessRule> rules() {
        return List.of(anyone(GET, "/stores/{storeId}"), signedIn(GET, "/stores/{storeId}/api-keys"));
    }

    boolean mayReadKeys(CurrentUser reader, StoreId store) {
        return reader.is(Role.ADMIN) ? stores.find(store).isPresent() : stores.isOwner(reader.id(), store);
    }
}
