package io.saler.saga.order;

import static java.util.Objects.requireNonNull;

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
        COMPLETE_CANCELLATION,
        NOTIFY_CUSTOMER,
        RETURN_STOCK,
        REFUND_PAYMENT,
        RECORD_REFUND,
        RECORD_REFUND_REFUSED
    }

    Step(Action action) {
        this(action, null);
    }

    /** The stock that an action on stock is done to. */
    InventoryItemId stock() {
        return requireNonNull(item, "An action on stock names it");
    }
}
