package io.saler.gateway.access;

import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which person is asking, as their token says. Controllers take it as an argument: {@code CurrentUser} where signing in
 * is needed, {@code @Nullable CurrentUser} where strangers are welcome too.
 */
public record CurrentUser(
        UserId id, Set<Role> roles, @Nullable Instant expiresAt) implements Caller {

    public CurrentUser {
        roles = Set.copyOf(roles);
    }

    /** Somebody who is known by other means than a token. */
    public CurrentUser(UserId id, Set<Role> roles) {
        this(id, roles, null);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** In the most powerful of their roles. */
    @Override
    public Actor actor() {
        return Stream.of(Role.ADMIN, Role.MERCHANT, Role.CUSTOMER)
                .filter(roles::contains)
                .findFirst()
                .map(role -> Actor.user(role, id))
                .orElseGet(() -> Actor.user(Role.CUSTOMER, id));
    }
}
