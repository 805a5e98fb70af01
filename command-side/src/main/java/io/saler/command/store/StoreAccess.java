package io.saler.command.store;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Whoever is signed in may open a store, and is a merchant from then on. */
@Component
final class StoreAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(AccessRule.signedIn(HttpMethod.POST, "/stores"));
    }
}
