package io.saler.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.UserId;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRejected;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.RejectionReason;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentRequested;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import io.saler.query.json.StoredJson;
import io.saler.query.store.Stores;
import io.saler.store.StoreId;
import io.saler.store.StoreOpened;
import io.saler.value.Money;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderListTest {

    private static final OrderList.Filter ALL = new OrderList.Filter(null, null);

    private final TestDatabase database = TestDatabase.empty();
    private final StoredJson json = new StoredJson();
    private final OrderRow rows = new OrderRow(json);
    private final OrderTable table = new OrderTable(database.jdbi(), rows);
    private final OrderList orders = new OrderList(database.jdbi(), rows, Stores.in(database));
    private final EventFeed feed = new EventFeed(
            database,
            new OrderProjection(
                    database.savepoints(),
                    table,
                    new OrderHistory(database.jdbi()),
                    new OrderUpdates(
                            table,
                            OrderUpdatesTest.access(database),
                            SimpleQueryBus.builder().build().queryUpdateEmitter()),
                    OrderWatchTest.node(database),
                    json),
            Stores.projection(database));

    private final Story story = new Story();
    private final UserId merchant = UserId.random();
    private final UserId customer = UserId.random();
    private final UserId other = UserId.random();
    private final StoreOpened store = Story.store(merchant);
    private final StoreOpened otherStore = Story.store(other);

    @BeforeEach
    void openStores() {
        feed.publish(story.event(store), story.event(otherStore));
    }

    @Test
    void aCustomerSeesTheirOwnOrdersOnly() {
        OrderId own = place(customer, store.storeId());
        place(other, store.storeId());

        assertThat(list(customer, ALL)).containsExactly(own);
        assertThat(list(customer, new OrderList.Filter(null, store.storeId()))).containsExactly(own);
        assertThat(list(UserId.random(), ALL)).isEmpty();
    }

    @Test
    void aMerchantSeesTheirOwnOrdersAndThoseOfTheirStoresEachOnce() {
        OrderId fromOwnStore = place(merchant, store.storeId());
        OrderId elsewhere = place(merchant, otherStore.storeId());
        OrderId sold = place(customer, store.storeId());
        place(customer, otherStore.storeId());

        assertThat(list(merchant, ALL)).containsExactly(sold, elsewhere, fromOwnStore);
        assertThat(list(merchant, new OrderList.Filter(null, store.storeId()))).containsExactly(sold, fromOwnStore);
        assertThat(list(merchant, new OrderList.Filter(null, otherStore.storeId())))
                .containsExactly(elsewhere);
    }

    @Test
    void onlyTheCustomerSeesWhatTheyHaveToDoForTheirPayment() {
        OrderId order = place(customer, store.storeId());
        PaymentId payment = PaymentId.of(order, 1);
        var action = new PaymentAction(URI.create("https://bank.example/3ds/1"));
        feed.publish(
                story.event(new PaymentRequested(
                        payment, order, customer, Money.of("10", "EUR"), new PaymentMethod("pm_approve"))),
                story.event(new PaymentActionRequired(payment, order, action)));

        assertThat(actionFor(new OrderReader.Person(customer), order)).containsOnly(action);
        assertThat(actionFor(new OrderReader.Person(merchant), order)).containsOnlyNulls();
        assertThat(actionFor(new OrderReader.Store(store.storeId()), order)).containsOnlyNulls();
        assertThat(actionFor(new OrderReader.Administrator(), order)).containsOnlyNulls();
    }

    /** As it is read alone and in a list. */
    private List<PaymentAction> actionFor(OrderReader reader, OrderId order) {
        return Stream.concat(
                        orders.find(order, reader).stream().map(OrderList.Found::order),
                        orders.list(reader, ALL, null, 10).stream())
                .map(seen -> seen.payment().action())
                .toList();
    }

    @Test
    void anAdministratorSeesEverything() {
        place(customer, store.storeId());
        OrderId inOther = place(other, otherStore.storeId());
        var admin = new OrderReader.Administrator();

        assertThat(orders.list(admin, ALL, null, 10)).hasSize(2);
        assertThat(orders.list(admin, new OrderList.Filter(null, otherStore.storeId()), null, 10))
                .extracting(OrderView::orderId)
                .containsExactly(inOther);
    }

    @Test
    void aKeySeesTheOrdersOfItsStoreAndOfNoOtherWhoeverPlacedThem() {
        OrderId sold = place(customer, store.storeId());
        OrderId toItsOwner = place(merchant, store.storeId());
        OrderId elsewhere = place(merchant, otherStore.storeId());
        var key = new OrderReader.Store(store.storeId());

        assertThat(orders.list(key, ALL, null, 10))
                .extracting(OrderView::orderId)
                .containsExactly(toItsOwner, sold);
        assertThat(orders.list(key, new OrderList.Filter(null, store.storeId()), null, 10))
                .hasSize(2);
        assertThat(orders.list(key, new OrderList.Filter(null, otherStore.storeId()), null, 10))
                .isEmpty();
        assertThat(orders.find(sold, key)).isPresent();
        assertThat(orders.find(elsewhere, key)).isEmpty();
    }

    @Test
    void ordersAreFilteredByStatus() {
        OrderId rejected = place(customer, store.storeId());
        OrderId open = place(customer, store.storeId());
        feed.publish(story.event(new OrderRejected(rejected, RejectionReason.INSUFFICIENT_STOCK)));

        assertThat(list(customer, new OrderList.Filter(OrderStatus.REJECTED, null)))
                .containsExactly(rejected);
        assertThat(list(merchant, new OrderList.Filter(OrderStatus.PLACED, store.storeId())))
                .containsExactly(open);
    }

    @Test
    void pagesLoseAndRepeatNoOrderAlthoughNewOnesArriveBetweenThem() {
        var placed = new ArrayList<OrderId>();
        for (int i = 0; i < 23; i++) {
            // Orders placed in the same millisecond must not disturb the order either.
            placed.addFirst(place(i % 2 == 0 ? story : story.atOnce(), customer, store.storeId()));
        }
        for (var filter : List.of(ALL, new OrderList.Filter(null, store.storeId()))) {
            for (UserId reader : List.of(customer, merchant)) {
                List<OrderId> seen = new ArrayList<>();
                OrderList.@Nullable Place after = null;
                while (true) {
                    List<OrderView> page = orders.list(new OrderReader.Person(reader), filter, after, 4);
                    if (page.isEmpty()) {
                        break;
                    }
                    page.forEach(order -> seen.add(order.orderId()));
                    after = new OrderList.Place(
                            page.getLast().placedAt(), page.getLast().orderId().value());
                    place(customer, store.storeId());
                }
                assertThat(seen).doesNotHaveDuplicates().containsAll(placed);
            }
        }
    }

    @Test
    void oneOrderIsFoundByItsCustomerItsMerchantAndAdministratorsAndByNobodyElse() {
        OrderId order = place(customer, store.storeId());

        assertThat(orders.find(order, new OrderReader.Person(customer))).isPresent();
        assertThat(orders.find(order, new OrderReader.Person(merchant))).isPresent();
        assertThat(orders.find(order, new OrderReader.Administrator())).isPresent();
        assertThat(orders.find(order, new OrderReader.Person(other))).isEmpty();
        assertThat(orders.find(OrderId.random(), new OrderReader.Person(customer)))
                .isEmpty();
    }

    private OrderId place(UserId buyer, StoreId in) {
        return place(story, buyer, in);
    }

    private OrderId place(Story at, UserId buyer, StoreId in) {
        OrderPlaced placed = Story.order(buyer, in, Story.product(in, "A", "A", "1.00"));
        feed.publish(at.event(placed));
        return placed.orderId();
    }

    private List<OrderId> list(UserId reader, OrderList.Filter filter) {
        return orders.list(new OrderReader.Person(reader), filter, null, 10).stream()
                .map(OrderView::orderId)
                .toList();
    }
}
