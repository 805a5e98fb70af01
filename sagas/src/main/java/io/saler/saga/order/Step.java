package io.saler.saga.order;

import io.saler.inventory.InventoryItemId;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be done for an order. It may be done any number of times.
 *
 * @param item which stock it is done to, for actions on stock
 */
record Step(Action action, @Nullable InventoryItemId item) {

    /** What can be done. The names are stored. */
    enum Action {
        RESERVE_STOCK,
        REQUEST_PAYMENT,
        AWAIT_PAYMENT,
        CANCEL_PAYMENT,
        CONFIRM_ORDER,
        COMMIT_STOCK,
        RELEASE_STOCK,
        REJECT_ORDER,
        NOTIFY_CUSTOMER
    }

    Step(Action action) {
        this(action, null);
    }
}
