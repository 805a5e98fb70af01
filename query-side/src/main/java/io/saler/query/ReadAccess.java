package io.saler.query;

import static io.saler.gateway.access.AccessRule.anyone;
import static io.saler.gateway.access.AccessRule.signedIn;
import static org.springframework.http.HttpMethod.GET;

import io.saler.gateway.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Who may read what: shops are open to everybody, and people read what is about themselves. Where it depends on whose
 * thing it is, the feature has a class of its own that says so.
 */
@Configuration(proxyBeanMethods = false)
class ReadAccess {

    @Bean
    AccessRules readAccessRules() {
        return AccessRules.of(
                anyone(GET, "/products"),
                anyone(GET, "/products/{productId}"),
                anyone(GET, "/search"),
                anyone(GET, "/search/suggest"),
                signedIn(GET, "/users/me"),
                signedIn(GET, "/notifications"));
    }
}
