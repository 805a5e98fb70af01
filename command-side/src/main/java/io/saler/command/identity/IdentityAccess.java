package io.saler.command.identity;

import static io.saler.gateway.access.AccessRule.anyone;
import static io.saler.gateway.access.AccessRule.inRole;
import static io.saler.gateway.access.AccessRule.signedIn;
import static io.saler.gateway.access.AccessRule.unseen;

import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.identity.Role;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Whoever wants to become known cannot be known yet; keys are for administrators. */
@Component
final class IdentityAccess implements AccessRules {

    @Override
    public List<AccessRule> rules() {
        return List.of(
                unseen(HttpMethod.POST, "/auth/register"),
                unseen(HttpMethod.GET, "/auth/verify"),
                unseen(HttpMethod.POST, "/auth/verify"),
                unseen(HttpMethod.POST, "/auth/verify/resend"),
                unseen(HttpMethod.POST, "/auth/password/forgot"),
                unseen(HttpMethod.GET, "/auth/password/reset"),
                unseen(HttpMethod.POST, "/auth/password/reset"),
                signedIn(HttpMethod.POST, "/auth/password/change"),
                unseen(HttpMethod.POST, "/auth/login"),
                unseen(HttpMethod.POST, "/auth/refresh"),
                signedIn(HttpMethod.POST, "/auth/logout"),
                signedIn(HttpMethod.GET, "/auth/sessions"),
                signedIn(HttpMethod.DELETE, "/auth/sessions"),
                signedIn(HttpMethod.DELETE, "/auth/sessions/{sessionId}"),
                inRole(HttpMethod.GET, "/auth/signing-keys", Role.ADMIN),
                inRole(HttpMethod.POST, "/auth/signing-keys/rotate", Role.ADMIN),
                signedIn(HttpMethod.POST, "/users/me/erase"),
                inRole(HttpMethod.POST, "/admin/users/{userId}/erase", Role.ADMIN),
                anyone(HttpMethod.GET, "/.well-known/jwks.json"));
    }
}
