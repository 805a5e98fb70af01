package io.saler.query.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.catalog.ProductCreated;
import io.saler.identity.UserId;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderStatus;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentRequested;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import io.saler.query.json.StoredJson;
import io.saler.query.store.Stores;
import io.saler.store.StoreOpened;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes with one database: what watchers on the first are told of. */
class OrderWatchTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(20);

    private final TestDatabase database = TestDatabase.empty();
    private final OrderList orders = orders(database);
    private final OrderWatch promptOnly = node(database, NEVER);
    private final OrderWatch looking = node(database, SOON);
    private final OrderWatch otherNode = node(database, NEVER);
    private Story story = new Story();

    private final StoreOpened store = Story.store(UserId.random());
    private final ProductCreated shirt = Story.product(store.storeId(), "SHIRT", "Shirt", "19.99");
    private final OrderPlaced placed = Story.order(UserId.random(), store.storeId(), shirt);
    private final List<OrderList.Found> told = new CopyOnWriteArrayList<>();

    private static OrderList orders(TestDatabase database) {
        return new OrderList(database.jdbi(), new OrderRow(new StoredJson()), Stores.in(database));
    }

    /** The watch of a node on which nobody watches. */
    static OrderWatch node(TestDatabase database) {
        return node(database, NEVER);
    }

    private static OrderWatch node(TestDatabase database, Duration lookEvery) {
        return new OrderWatch(orders(database), settings(lookEvery));
    }

    private static OrderStreamSettings settings(Duration lookEvery) {
        return new OrderStreamSettings(Duration.ofMinutes(1), Duration.ofMinutes(1), lookEvery, 1, 1);
    }

    @AfterEach
    void stopLooking() {
        promptOnly.close();
        looking.close();
        otherNode.close();
    }

    private void publishOn(OrderWatch node, Object... payloads) {
        var json = new StoredJson();
        var table = new OrderTable(database.jdbi(), new OrderRow(json));
        var updates = new OrderUpdates(
                table,
                OrderUpdatesTest.access(database),
                SimpleQueryBus.builder().build().queryUpdateEmitter());
        new EventFeed(
                        database,
                        new OrderProjection(
                                database.savepoints(), table, new OrderHistory(database.jdbi()), updates, node, json))
                .publish(Stream.of(payloads).map(story::event).toList());
    }

    private OrderList.Found read() {
        return orders.find(placed.orderId(), new OrderReader.Administrator()).orElseThrow();
    }

    private PaymentRequested paymentRequested() {
        return new PaymentRequested(
                PaymentId.of(placed.orderId(), 1),
                placed.orderId(),
                placed.customerId(),
                placed.totals().total(),
                new PaymentMethod("pm_approve"));
    }

    private List<OrderStatus> statuses() {
        return told.stream().map(each -> each.order().status()).toList();
    }

    @Test
    void whatThisNodeWritesIsToldAtOnce() {
        publishOn(promptOnly, placed);
        promptOnly.watch(read(), told::add);

        publishOn(promptOnly, new OrderAwaitsPayment(placed.orderId()));
        await().untilAsserted(() -> assertThat(statuses()).containsExactly(OrderStatus.AWAITING_PAYMENT));
        publishOn(promptOnly, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));

        await().untilAsserted(() ->
                assertThat(statuses()).containsExactly(OrderStatus.AWAITING_PAYMENT, OrderStatus.CONFIRMED));
    }

    @Test
    void whatAnotherNodeWritesIsToldSoon() {
        publishOn(otherNode, placed);
        looking.watch(read(), told::add);

        publishOn(otherNode, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));

        await().untilAsserted(() -> assertThat(statuses()).containsExactly(OrderStatus.CONFIRMED));
    }

    @Test
    void aPaymentThatMovesIsAChangeToo() {
        publishOn(promptOnly, placed);
        promptOnly.watch(read(), told::add);

        publishOn(promptOnly, paymentRequested());

        await().untilAsserted(() -> assertThat(told)
                .singleElement()
                .satisfies(each -> assertThat(each.order().payment()).isNotNull()));
    }

    @Test
    void whatChangedBetweenReadingAndWatchingIsToldAtOnce() {
        publishOn(otherNode, placed);
        OrderList.Found early = read();
        publishOn(otherNode, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));

        promptOnly.watch(early, told::add);

        await().untilAsserted(() -> assertThat(statuses()).containsExactly(OrderStatus.CONFIRMED));
    }

    @Test
    void whoComesLaterWithAnOlderStateIsToldTheNewestOne() {
        publishOn(otherNode, placed);
        OrderList.Found early = read();
        publishOn(otherNode, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));
        promptOnly.watch(read(), newer -> {});

        promptOnly.watch(early, told::add);

        assertThat(statuses()).containsExactly(OrderStatus.CONFIRMED);
    }

    @Test
    void whoHasGoneIsToldNothing() {
        publishOn(promptOnly, placed);
        var gone = new CopyOnWriteArrayList<OrderList.Found>();
        promptOnly.watch(read(), gone::add).close();
        promptOnly.watch(read(), told::add);

        publishOn(promptOnly, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));

        await().untilAsserted(() -> assertThat(statuses()).containsExactly(OrderStatus.CONFIRMED));
        assertThat(gone).isEmpty();
    }

    @Test
    void whileOrdersAreBuiltAnewNothingOldIsTold() {
        publishOn(promptOnly, placed, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));
        promptOnly.watch(read(), told::add);

        database.jdbi().useHandle(handle -> handle.execute("truncate query.orders"));
        story = new Story();
        publishOn(promptOnly, placed);
        publishOn(promptOnly, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));
        publishOn(promptOnly, paymentRequested());

        await().untilAsserted(() -> assertThat(told)
                .singleElement()
                .satisfies(each -> assertThat(each.order().payment()).isNotNull()));
    }

    @Test
    void aDatabaseThatFailsIsAskedAgain() {
        publishOn(otherNode, placed);
        var failures = new AtomicInteger(2);
        var failing = new OrderList(database.jdbi(), new OrderRow(new StoredJson()), Stores.in(database)) {
            @Override
            List<Found> findNewer(List<Found> seen) {
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("away");
                }
                return super.findNewer(seen);
            }
        };
        try (var watch = new OrderWatch(failing, settings(SOON))) {
            watch.watch(read(), told::add);

            publishOn(otherNode, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));

            await().untilAsserted(() -> assertThat(statuses()).containsExactly(OrderStatus.CONFIRMED));
        }
    }
}
