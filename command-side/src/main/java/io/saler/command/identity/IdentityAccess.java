package io.saler.command.identity;

import static io.saler.gateway.access.AccessRule.anyone;
import static io.saler.gateway.access.AccessRule.signedIn;
import static io.saler.gateway.access.AccessRule.unseen;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Whoever wants to become known cannot be known yet. */
@Component
final class IdentityAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                unseen(HttpMethod.POST, "/auth/register"),
                unseen(HttpMethod.GET, "/auth/verify"),
                unseen(HttpMethod.POST, "/auth/verify"),
                unseen(HttpMethod.POST, "/auth/login"),
                unseen(HttpMethod.POST, "/auth/refresh"),
                signedIn(HttpMethod.POST, "/auth/logout"),
                anyone(HttpMethod.GET, "/.well-known/jwks.json"));
    }
}
