package io.saler.query.identity;

import io.saler.identity.Role;
import io.saler.identity.UserId;
import java.util.Set;

/**
 * A person as they read themselves.
 *
 * @param verified whether the address is proved to be theirs
 */
record Profile(UserId userId, String email, String name, Set<Role> roles, boolean verified) {}
