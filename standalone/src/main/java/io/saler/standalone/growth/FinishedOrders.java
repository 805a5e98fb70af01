package io.saler.standalone.growth;

import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockReserved;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentRequested;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The newest orders that went as nearly all do: placed, reserved, paid at once, confirmed, and the customer told. Their
 * events are in the order in which they happened, those of one order among those of others.
 */
record FinishedOrders(List<FinishedOrder> orders, List<Happening> events) {

    private static final int MOST_ORDERS = 2_000;
    private static final int LOOKED_AT = 100_000;

    private static final List<String> USUAL = Stream.of(
                    OrderPlaced.class,
                    StockReserved.class,
                    PaymentRequested.class,
                    PaymentCaptured.class,
                    OrderConfirmed.class,
                    StockCommitted.class,
                    NotificationRequested.class,
                    NotificationSent.class)
            .map(Class::getName)
            .toList();

    /** The first event of an order is that it was placed, and the last is that its mail was sent. */
    private static final String NEWEST = """
            WITH recent AS MATERIALIZED (
                SELECT *, convert_from(payload, 'UTF8')::jsonb AS said FROM axon.domain_event
                WHERE globalIndex > :last - :lookedAt
                  AND type IN ('Order', 'Payment', 'InventoryItem', 'Notification')
            ), finished AS (
                SELECT said ->> 'orderId' AS orderId FROM recent
                WHERE said ->> 'orderId' IS NOT NULL
                GROUP BY 1
                HAVING bool_and(payloadType IN (<usual>))
                   AND count(*) FILTER (WHERE payloadType = :placed) = 1
                   AND count(*) FILTER (WHERE payloadType = :sent) = 1
                   AND count(*) FILTER (WHERE payloadType = :reserved) = count(*) FILTER (WHERE payloadType = :committed)
                ORDER BY max(globalIndex) DESC
                LIMIT :mostOrders
            )
            SELECT orderId, (said ->> 'quantity')::integer AS quantity, aggregateIdentifier, sequenceNumber, type,
                payloadType, payloadRevision, convert_from(payload, 'UTF8') AS payload,
                convert_from(metaData, 'UTF8') AS metaData
            FROM recent JOIN finished ON orderId = said ->> 'orderId'
            ORDER BY globalIndex""";

    /** An event about an order. */
    record Happening(OrderId order, int quantity, StoredEvent event) {

        static Happening of(ResultSet row) throws SQLException {
            return new Happening(
                    OrderId.of(row.getString("orderId")),
                    row.getInt("quantity"),
                    new StoredEvent(
                            row.getString("aggregateIdentifier"),
                            row.getLong("sequenceNumber"),
                            row.getString("type"),
                            row.getString("payloadType"),
                            row.getString("payloadRevision"),
                            row.getString("payload"),
                            row.getString("metaData")));
        }

        boolean isSale() {
            return event.payloadType().equals(StockCommitted.class.getName());
        }
    }

    /** @param last the number of the last event */
    static FinishedOrders before(long last, Handle database) {
        List<Happening> events = database.createQuery(NEWEST)
                .bind("last", last)
                .bind("lookedAt", LOOKED_AT)
                .bindList("usual", USUAL)
                .bind("placed", OrderPlaced.class.getName())
                .bind("sent", NotificationSent.class.getName())
                .bind("reserved", StockReserved.class.getName())
                .bind("committed", StockCommitted.class.getName())
                .bind("mostOrders", MOST_ORDERS)
                .map((row, context) -> Happening.of(row))
                .list();
        Map<OrderId, List<Happening>> byOrder = new LinkedHashMap<>();
        events.forEach(event -> byOrder.computeIfAbsent(event.order(), first -> new ArrayList<>())
                .add(event));
        List<FinishedOrder> orders = byOrder.entrySet().stream()
                .map(order -> new FinishedOrder(
                        order.getKey(), sold(order.getValue()), order.getValue().size()))
                .toList();
        return new FinishedOrders(orders, events);
    }

    private static Map<String, Integer> sold(List<Happening> events) {
        Map<String, Integer> units = new LinkedHashMap<>();
        events.stream()
                .filter(Happening::isSale)
                .forEach(sale -> units.merge(sale.event().aggregate(), sale.quantity(), Integer::sum));
        return units;
    }
}
