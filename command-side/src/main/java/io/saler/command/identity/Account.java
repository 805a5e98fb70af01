package io.saler.command.identity;

import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.util.EnumSet;
import java.util.Set;

/** What signing in needs to know of a person. */
record Account(UserId userId, Role role, boolean verified, boolean hasStore) {

    Set<Role> roles() {
        var roles = EnumSet.of(role);
        if (hasStore) {
            roles.add(Role.MERCHANT);
        }
        return roles;
    }
}
