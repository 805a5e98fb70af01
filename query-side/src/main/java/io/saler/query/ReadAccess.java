package io.saler.query;

import static io.saler.gateway.access.AccessRule.anyone;
import static io.saler.gateway.access.AccessRule.signedIn;
import static org.springframework.http.HttpMethod.GET;

import io.saler.gateway.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may read what: shops are open to everybody, the rest is for those whom it concerns. */
@Configuration(proxyBeanMethods = false)
class ReadAccess {

    @Bean
    AccessRules readAccessRules() {
        return AccessRules.of(
                anyone(GET, "/products"),
                anyone(GET, "/products/{productId}"),
                anyone(GET, "/stores/{storeId}"),
                anyone(GET, "/search"),
                anyone(GET, "/search/suggest"),
                signedIn(GET, "/inventory/{productId}"),
                signedIn(GET, "/orders"),
                signedIn(GET, "/orders/{orderId}"),
                signedIn(GET, "/orders/{orderId}/history"),
                signedIn(GET, "/users/me"),
                signedIn(GET, "/notifications"));
    }
}
