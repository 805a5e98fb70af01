package io.saler.command.order;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Whoever is signed in may buy. */
@Component
final class OrderAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(AccessRule.signedIn(HttpMethod.POST, "/orders"));
    }
}
