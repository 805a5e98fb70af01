package io.saler.command.identity;

import static io.saler.gateway.access.AccessRule.anyone;
import static io.saler.gateway.access.AccessRule.inRole;
import static io.saler.gateway.access.AccessRule.signedIn;
import static io.saler.gateway.access.AccessRule.unseen;

import io.saler.failure.Forbidden;
import io.saler.gateway.access.AccessRule;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.EraseUser;
import io.saler.identity.RegisterUser;
import io.saler.identity.RequestPasswordReset;
import io.saler.identity.RequestVerification;
import io.saler.identity.Role;
import io.saler.identity.VerifyEmail;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Whoever wants to become known cannot be known yet. People become customers by themselves and nothing more, verify an
 * address and are erased in their own name, and anybody may ask for a mail to an address; the tokens in it are issued
 * to Saler alone, who mails them. Keys and other people's erasure are for administrators.
 */
@Component
final class IdentityAccess implements AccessRules, MessageRules {

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
                unseen(HttpMethod.POST, BrowserPaths.SESSION + "/sign-in"),
                unseen(HttpMethod.GET, BrowserPaths.CONTINUE),
                unseen(HttpMethod.POST, BrowserPaths.SESSION + "/sign-out"),
                signedIn(HttpMethod.GET, "/auth/sessions"),
                signedIn(HttpMethod.DELETE, "/auth/sessions"),
                signedIn(HttpMethod.DELETE, "/auth/sessions/{sessionId}"),
                inRole(HttpMethod.GET, "/auth/signing-keys", Role.ADMIN),
                inRole(HttpMethod.POST, "/auth/signing-keys/rotate", Role.ADMIN),
                signedIn(HttpMethod.POST, "/users/me/erase"),
                inRole(HttpMethod.POST, "/admin/users/{userId}/erase", Role.ADMIN),
                anyone(HttpMethod.GET, "/.well-known/jwks.json"));
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(
                new MessageRule<>(RegisterUser.class, (actor, newcomer) -> {
                    if (newcomer.role() != Role.CUSTOMER) {
                        throw new Forbidden();
                    }
                }),
                new MessageRule<>(VerifyEmail.class, (actor, verification) -> {
                    if (!actor.is(verification.userId())) {
                        throw new Forbidden();
                    }
                }),
                new MessageRule<>(EraseUser.class, (actor, erasure) -> {
                    if (!actor.is(erasure.userId()) && !actor.is(Role.ADMIN)) {
                        throw new Forbidden();
                    }
                }),
                MessageRule.decidedByHandler(RequestVerification.class),
                MessageRule.decidedByHandler(RequestPasswordReset.class));
    }
}
