package io.saler.query.order;

import io.saler.gateway.access.Caller;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.access.StoreKey;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.order.OrderView;
import io.saler.store.StoreId;

/** Whoever reads orders, and so which ones they see. */
sealed interface OrderReader {

    /** Sees their own orders and those of the stores they own. */
    record Person(UserId id) implements OrderReader {}

    /** Sees the orders of the store that their key is for, and no others, whoever placed them. */
    record Store(StoreId id) implements OrderReader {}

    /** Sees all. */
    record Administrator() implements OrderReader {}

    /** The order as they see it. */
    default OrderView view(OrderView order) {
        return this instanceof Person person && person.id().equals(order.customerId()) ? order : order.forOthers();
    }

    static OrderReader of(Caller caller) {
        return switch (caller) {
            case CurrentUser user -> user.is(Role.ADMIN) ? new Administrator() : new Person(user.id());
            case StoreKey key -> new Store(key.store());
        };
    }
}
