package io.saler.standalone.growth;

import io.saler.order.OrderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Copies finished orders until the event store holds so many events. The latest orders happen once more in the order in
 * which they happened, again and again, and stock goes down with each. All of it is one transaction.
 */
final class Growth {

    private static final String MAILS_SENT = """
            INSERT INTO saga.mail_sent (notification_id)
            SELECT aggregateIdentifier::uuid FROM axon.domain_event
            WHERE globalIndex > ? AND type = 'Notification' AND sequenceNumber = 0""";

    private final Jdbi database;
    private final LongConsumer progress;

    /** @param progress is told how many events there are at first, and how many there are to be */
    Growth(Jdbi database, LongConsumer progress) {
        this.database = database;
        this.progress = progress;
    }

    /** What was added. */
    record Outcome(long orders, long events) {}

    /**
     * Copies whole orders until there are at least so many events.
     *
     * @throws GrowthRefused if there is nothing to copy, too little to sell, or if Saler was stopped too early
     */
    Outcome to(long wanted) {
        return database.inTransaction(handle -> grown(handle, wanted));
    }

    /** Has PostgreSQL do at once what it would do by itself while the first orders come in. */
    void tidyUp() {
        database.useHandle(handle -> handle.execute("VACUUM (ANALYZE) axon.domain_event"));
    }

    private Outcome grown(Handle handle, long wanted) {
        long before = handle.createQuery("SELECT coalesce(max(globalIndex), 0) FROM axon.domain_event")
                .mapTo(Long.class)
                .one();
        progress.accept(before);
        if (before >= wanted) {
            return new Outcome(0, 0);
        }
        var processors = new Processors(handle);
        List<String> late = processors.late(before);
        if (!late.isEmpty()) {
            throw new GrowthRefused("it was stopped before it had seen all events (%s). Start it, let it run for half"
                            .formatted(String.join(", ", late))
                    + " a minute without orders, and stop it");
        }
        FinishedOrders originals = FinishedOrders.before(before, handle);
        if (originals.orders().isEmpty()) {
            throw new GrowthRefused(
                    "there are no orders to copy among the latest events: place some, as ./saler bench does");
        }
        Shelves shelves = Shelves.of(items(originals), handle);
        long orders;
        long last;
        try (EventRows rows = EventRows.after(before, handle)) {
            orders = copy(originals, wanted - before, shelves, rows);
            last = rows.end();
        }
        handle.execute("ALTER SEQUENCE axon.domain_event_globalindex_seq RESTART WITH " + (last + 1));
        handle.execute(MAILS_SENT, before);
        processors.skipTo(last);
        progress.accept(last);
        return new Outcome(orders, last - before);
    }

    /** Returns how many orders were copied. */
    private long copy(FinishedOrders originals, long wanted, Shelves shelves, EventRows rows) {
        long orders = 0;
        long events = 0;
        while (events < wanted) {
            Map<OrderId, OrderCopy> copies = new HashMap<>();
            for (FinishedOrder original : originals.orders()) {
                if (events < wanted && shelves.setAside(original)) {
                    copies.put(original.id(), new OrderCopy(original.id()));
                    events += original.events();
                }
            }
            if (copies.isEmpty()) {
                throw new GrowthRefused(
                        "after %,d more orders, too few units are left of what was sold".formatted(orders));
            }
            append(originals, copies, shelves, rows);
            orders += copies.size();
        }
        return orders;
    }

    private static void append(
            FinishedOrders originals, Map<OrderId, OrderCopy> copies, Shelves shelves, EventRows rows) {
        for (FinishedOrders.Happening happening : originals.events()) {
            OrderCopy copy = copies.get(happening.order());
            if (copy != null) {
                rows.append(copy.of(shelves.moved(happening)));
            }
        }
    }

    private static Set<String> items(FinishedOrders orders) {
        return orders.orders().stream()
                .flatMap(order -> order.sold().keySet().stream())
                .collect(Collectors.toSet());
    }
}
