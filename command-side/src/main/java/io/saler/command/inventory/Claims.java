package io.saler.command.inventory;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.saler.order.OrderId;
import io.saler.value.Quantity;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;

/**
 * Which orders have units promised, and which had their answer already. Of the latter the newest 1,024 are remembered:
 * a repeated message is minutes late, not a thousand orders.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class Claims {

    static final int REMEMBERED = 1_024;

    private final Map<UUID, Integer> open = new HashMap<>();
    private final LinkedHashSet<UUID> settled = new LinkedHashSet<>();

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
        settled.add(order.value());
        if (settled.size() > REMEMBERED) {
            settled.removeFirst();
        }
    }
}
