package io.saler.command.inventory;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Whoever is signed in may ask; the endpoint lets only the product's owner through. */
@Component
final class InventoryAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(AccessRule.signedIn(HttpMethod.PUT, "/inventory/update"));
    }
}
