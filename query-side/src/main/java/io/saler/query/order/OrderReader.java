package io.saler.query.order;

import io.saler.gateway.access.CurrentUser;
import io.saler.identity.Role;
import io.saler.identity.UserId;

/**
 * Whoever reads orders: a person sees their own and those of the stores they own, an administrator sees all.
 *
 * @param everything whether it is an administrator
 */
record OrderReader(UserId id, boolean everything) {

    static OrderReader of(CurrentUser user) {
        return new OrderReader(user.id(), user.is(Role.ADMIN));
    }
}
