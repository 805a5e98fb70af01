package io.saler.query.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.saler.catalog.ProductCreated;
import io.saler.catalog.ProductDetailsChanged;
import io.saler.identity.UserId;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockReserved;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderStatus;
import io.saler.payment.RefundId;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final TestDatabase database = TestDatabase.empty();
    private final TestLedger ledger = new TestLedger(database);
    private final EventFeed feed = new EventFeed(database, ledger.generation(1));
    private final Story story = new Story();
    private final StoreId store = StoreId.random();
    private final UserId customer = UserId.random();
    private final ProductCreated shirt = Story.product(store, "SHIRT", "Shirt", "19.99");
    private final InventoryItemId item = InventoryItemId.of(shirt.productId());
    private final OrderPlaced order = Story.order(customer, store, shirt);

    @Test
    void whatLaterEventsDoNotSayIsTakenFromTheFirstInTheSameBatchOrAnEarlierOne() {
        OrderPlaced other = Story.order(customer, store, shirt);
        feed.publish(event(order), event(new OrderConfirmed(order.orderId(), null)), event(other));
        feed.publish(event(new OrderConfirmed(other.orderId(), null)), event(refund(order)), event(cancelled(other)));

        assertThat(rows("select store_id, customer_id, units, total, currency from analytics_1.sale order by position"))
                .extracting(
                        row -> row.get("store_id"),
                        row -> row.get("units"),
                        row -> row.get("total").toString())
                .containsExactly(tuple(store.value(), 2L, "39.98"), tuple(store.value(), 2L, "39.98"));
        assertThat(rows("select * from analytics_1.refund")).singleElement().satisfies(row -> {
            assertThat(row.get("amount")).hasToString("5.00");
            assertThat(row.get("store_id")).isEqualTo(store.value());
        });
        assertThat(rows("select * from analytics_1.order_ended"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("outcome")).isEqualTo("CANCELLED"));
        assertThat(rows("select * from analytics_1.order_line")).hasSize(2);
    }

    @Test
    void whatMovesUnitsIsCountedAndWhatPromisesThemIsNot() {
        feed.publish(
                event(Story.stock(shirt, 10)),
                event(new StockReserved(item, shirt.productId(), order.orderId(), new Quantity(3), 10, 3)),
                event(new StockCommitted(item, shirt.productId(), order.orderId(), new Quantity(3), 7, 0)));
        feed.publish(event(new StockAdjusted(item, shirt.productId(), -2, 5, 0, "broken")));

        assertThat(rows("select cause, units from analytics_1.stock_change order by version"))
                .extracting(row -> row.get("cause") + " " + row.get("units"))
                .containsExactly("CREATED 10", "SOLD -3", "ADJUSTED -2");
    }

    @Test
    void aParkedEventThatIsHandledOnceMoreAddsNothing() {
        DomainEventMessage<?> placed = event(order);
        DomainEventMessage<?> confirmed = event(new OrderConfirmed(order.orderId(), null));
        feed.publish(placed);
        feed.publish(confirmed);
        feed.publish(placed);
        feed.publish(confirmed);

        assertThat(rows("select * from analytics_1.order_placed")).hasSize(1);
        assertThat(rows("select * from analytics_1.order_line")).hasSize(1);
        assertThat(rows("select * from analytics_1.sale")).hasSize(1);
    }

    @Test
    void oneByOneOrAllAtOnceIsTheSame() {
        List<DomainEventMessage<?>> events = List.of(
                event(shirt),
                event(Story.stock(shirt, 10)),
                event(order),
                event(new OrderConfirmed(order.orderId(), null)),
                event(new ProductDetailsChanged(
                        shirt.productId(), Story.details("\\Shirt\t\"new\"\n", "Things \\N", List.of()))),
                event(refund(order)),
                event(cancelled(order)));
        events.forEach(feed::publish);
        new EventFeed(database, ledger.generation(2)).publish(events);

        assertThat(ledger.contents(2)).isEqualTo(ledger.contents(1)).noneMatch(table -> table.endsWith(" 0 0"));
    }

    @Test
    void whatNobodyKnowsTheOriginOfIsLeftOut() {
        feed.publish(
                event(new OrderConfirmed(order.orderId(), null)),
                event(refund(order)),
                event(new StockAdjusted(item, shirt.productId(), -2, 5, 0, "broken")));

        assertThat(ledger.contents(1)).allMatch(table -> table.endsWith(" 0 0"));
        assertThat(changes(store)).isZero();
    }

    @Test
    void onlyTheStoresChangeThatSomethingIsAddedAbout() {
        StoreId another = StoreId.random();
        feed.publish(event(order));
        long before = changes(store);
        feed.publish(event(Story.order(customer, another, Story.product(another, "HAT", "Hat", "5"))));
        assertThat(changes(another)).isPositive();
        assertThat(changes(store)).isEqualTo(before);

        feed.publish(event(new OrderConfirmed(order.orderId(), null)), event(refund(order)));
        assertThat(changes(store)).isGreaterThan(before);
    }

    @Test
    void aFactSaysWhereInTheStreamItIsFrom() {
        feed.publish(new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(4711), event(order)));

        assertThat(rows("select position from analytics_1.order_placed")).containsExactly(Map.of("position", 4711L));
    }

    @Test
    void eachDataTypeHasOneAggregator() {
        assertThatThrownBy(() -> new Aggregators(List.of(new OrderAggregator())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not aggregated");
        assertThatThrownBy(() -> new Aggregators(List.of(new OrderAggregator(), new OrderAggregator())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("aggregated twice");
    }

    private DomainEventMessage<Object> event(Object payload) {
        return story.event(payload);
    }

    private OrderRefunded refund(OrderPlaced placed) {
        return new OrderRefunded(
                placed.orderId(),
                customer,
                new RefundId(UUID.randomUUID()),
                Money.of("5", "EUR"),
                Money.of("5", "EUR"),
                OrderStatus.PARTIALLY_REFUNDED);
    }

    private OrderCancelled cancelled(OrderPlaced placed) {
        return new OrderCancelled(placed.orderId(), customer, "changed my mind");
    }

    private long changes(StoreId about) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select coalesce(sum(version), 0) from analytics_1.store_version where store_id = :store")
                        .bind("store", about.value())
                        .mapTo(long.class)
                        .one());
    }

    private List<Map<String, Object>> rows(String query) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(query).mapToMap().list());
    }
}
