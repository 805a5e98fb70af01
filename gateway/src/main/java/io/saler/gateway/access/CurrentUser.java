package io.saler.gateway.access;

import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is asking, as their token says. Controllers take it as an argument: {@code CurrentUser} where signing in is
 * needed, {@code @Nullable CurrentUser} where strangers are welcome too.
 */
public record CurrentUser(UserId id, Set<Role> roles) {

    public CurrentUser {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** This person as the cause of a message, in the most powerful of their roles. */
    public Actor actor() {
        return Stream.of(Role.ADMIN, Role.MERCHANT, Role.CUSTOMER)
                .filter(roles::contains)
                .findFirst()
                .map(role -> Actor.user(role, id))
                .orElseGet(() -> Actor.user(Role.CUSTOMER, id));
    }

    /** Whoever is asking on this thread, or null when it is a stranger or no request at all. */
    public static @Nullable CurrentUser onThisThread() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    static @Nullable CurrentUser of(@Nullable Authentication authentication) {
        return authentication instanceof RecognisedCaller caller ? caller.user() : null;
    }
}
