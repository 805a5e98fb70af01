package io.saler.standalone.growth;

import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.inventory.StockReturned;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stock of the items that are sold once more. Unlike other aggregates of an order, an item goes on: what happens to
 * it is numbered after what has happened, and says how many units there are after it.
 */
final class Shelves {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those after which the level is known. */
    private static final List<String> LEVELS = Stream.of(
                    InventoryItemCreated.class,
                    StockAdjusted.class,
                    StockReserved.class,
                    StockCommitted.class,
                    StockReleased.class,
                    StockReturned.class)
            .map(Class::getName)
            .toList();

    private static final String NEWEST = """
            SELECT item, version, (said ->> 'onHand')::integer AS onHand,
                coalesce((said ->> 'reserved')::integer, 0) AS reserved
            FROM (
                SELECT aggregateIdentifier AS item FROM axon.domain_event
                WHERE aggregateIdentifier IN (<items>) AND sequenceNumber = 0
            )
            CROSS JOIN LATERAL (
                SELECT max(sequenceNumber) AS version FROM axon.domain_event WHERE aggregateIdentifier = item
            )
            CROSS JOIN LATERAL (
                SELECT convert_from(payload, 'UTF8')::jsonb AS said FROM axon.domain_event
                WHERE aggregateIdentifier = item AND payloadType IN (<levels>)
                ORDER BY sequenceNumber DESC LIMIT 1
            )""";

    private final Map<String, Shelf> shelves;

    private Shelves(Map<String, Shelf> shelves) {
        this.shelves = shelves;
    }

    /** As they are after the last event. */
    static Shelves of(Collection<String> items, Handle database) {
        Map<String, Shelf> shelves = new HashMap<>();
        database.createQuery(NEWEST)
                .bindList("items", List.copyOf(items))
                .bindList("levels", LEVELS)
                .map((row, context) -> shelves.put(
                        row.getString("item"),
                        new Shelf(row.getLong("version"), row.getInt("onHand"), row.getInt("reserved"))))
                .list();
        return new Shelves(shelves);
    }

    /** Sets units aside for another order like this one, or answers false when there are too few of something. */
    boolean setAside(FinishedOrder order) {
        boolean enough =
                order.sold().entrySet().stream().allMatch(sold -> shelf(sold.getKey()).left >= sold.getValue());
        if (enough) {
            order.sold().forEach((item, units) -> shelf(item).left -= units);
        }
        return enough;
    }

    /** Lets it happen once more, if it is about stock. */
    StoredEvent moved(FinishedOrders.Happening happening) {
        StoredEvent event = happening.event();
        if (!shelves.containsKey(event.aggregate())) {
            return event;
        }
        Shelf shelf = shelf(event.aggregate());
        shelf.move(happening.isSale(), happening.quantity());
        ObjectNode payload = (ObjectNode) JSON.readTree(event.payload());
        payload.put("onHand", shelf.onHand).put("reserved", shelf.reserved);
        return event.withPayload(shelf.version, payload.toString());
    }

    private Shelf shelf(String item) {
        Shelf shelf = shelves.get(item);
        if (shelf == null) {
            throw new IllegalStateException("There is no inventory item " + item);
        }
        return shelf;
    }

    private static final class Shelf {

        private long version;
        private int onHand;
        private int reserved;
        private int left;

        Shelf(long version, int onHand, int reserved) {
            this.version = version;
            this.onHand = onHand;
            this.reserved = reserved;
            this.left = onHand - reserved;
        }

        void move(boolean sale, int units) {
            version++;
            if (sale) {
                onHand -= units;
                reserved -= units;
            } else {
                reserved += units;
            }
        }
    }
}
