package io.saler.command.catalog;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Whoever is signed in may ask; the endpoint lets only the store's owner through. */
@Component
final class CatalogAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                AccessRule.signedIn(HttpMethod.POST, "/products"),
                AccessRule.signedIn(HttpMethod.PATCH, "/products/{productId}"),
                AccessRule.signedIn(HttpMethod.POST, "/products/{productId}/discontinue"));
    }
}
