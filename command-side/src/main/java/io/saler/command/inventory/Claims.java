package io.saler.command.inventory;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.saler.order.OrderId;
import io.saler.payment.RefundId;
import io.saler.value.Quantity;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;

/**
 * Which orders have units promised, which had their answer already, and which refunds brought units back. Of the latter
 * two the newest 1,024 are remembered: a repeated message is minutes late, not a thousand orders.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class Claims {

    static final int REMEMBERED = 1_024;

    private final Map<UUID, Integer> open = new HashMap<>();
    private final LinkedHashSet<UUID> settled = new LinkedHashSet<>();
    private final LinkedHashSet<UUID> returned = new LinkedHashSet<>();

    boolean isOpen(OrderId order) {
        return open.containsKey(order.value());
    }

    boolean isSettled(OrderId order) {
        return settled.contains(order.value());
    }

    /** The units promised to an order, 0 for none. */
    int units(OrderId order) {
        return open.getOrDefault(order.value(), 0);
    }

    void open(OrderId order, Quantity quantity) {
        open.put(order.value(), quantity.units());
    }

    void settle(OrderId order) {
        open.remove(order.value());
        remember(settled, order.value());
    }

    boolean isReturned(RefundId refund) {
        return returned.contains(refund.value());
    }

    void takeBack(RefundId refund) {
        remember(returned, refund.value());
    }

    private static void remember(LinkedHashSet<UUID> newest, UUID id) {
        newest.add(id);
        if (newest.size() > REMEMBERED) {
            newest.removeFirst();
        }
    }
}
