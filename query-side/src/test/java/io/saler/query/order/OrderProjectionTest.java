package io.saler.query.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderDelivered;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRefused;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderRejected;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.order.RejectionReason;
import io.saler.order.ShipmentView;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentRefundRefused;
import io.saler.payment.PaymentRefundRequested;
import io.saler.payment.PaymentRefunded;
import io.saler.payment.PaymentRequested;
import io.saler.payment.PaymentStatus;
import io.saler.payment.RefundId;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import io.saler.query.json.StoredJson;
import io.saler.store.StoreId;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;

class OrderProjectionTest {

    private static final RefundId REFUND = RefundId.of("55555555-5555-4555-8555-555555555555");

    private final TestDatabase database = TestDatabase.empty();
    private final StoredJson json = new StoredJson();
    private final OrderTable orders = new OrderTable(database.jdbi(), new OrderRow(json));
    private final OrderHistory history = new OrderHistory(database.jdbi());
    private final SimpleQueryBus queries = SimpleQueryBus.builder().build();
    private final OrderUpdates updates =
            new OrderUpdates(orders, OrderUpdatesTest.access(database), queries.queryUpdateEmitter());
    private final EventFeed feed = new EventFeed(
            database,
            new OrderProjection(database.savepoints(), orders, history, updates, OrderWatchTest.node(database), json));

    private final Story story = new Story();
    private final UserId customer = UserId.random();
    private final UserId merchant = UserId.random();
    private final StoreId store = StoreId.random();
    private final OrderPlaced placed = Story.order(
            customer,
            store,
            Story.product(store, "SHIRT", "Shirt", "19.99"),
            Story.product(store, "HAT", "Hat", "5.00"));
    private final PaymentId firstPayment = PaymentId.of(placed.orderId(), 1);

    @Test
    void anOrderShowsWhatWasOrderedAndHowItEnded() {
        publish(
                placed,
                requested(firstPayment),
                captured(firstPayment),
                new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));

        OrderView order = find();
        assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order.reason()).isNull();
        assertThat(order.lines()).isEqualTo(placed.lines());
        assertThat(order.total()).isEqualTo(Money.of("49.98", "EUR"));
        assertThat(order.customerId()).isEqualTo(customer);
        assertThat(order.payment().paymentId()).isEqualTo(firstPayment);
        assertThat(order.payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(order.payment().captured()).isEqualTo(Money.of("49.98", "EUR"));
        assertThat(order.payment().refunded()).isEqualTo(Money.of("0", "EUR"));
        assertThat(order.placedAt()).isEqualTo(Story.BEGIN.plusSeconds(1));
        assertThat(order.updatedAt()).isEqualTo(Story.BEGIN.plusSeconds(4));
    }

    @Test
    void aRejectedOrderSaysWhyInKebabCase() {
        publish(
                placed,
                requested(firstPayment),
                new PaymentDeclined(firstPayment, placed.orderId(), "card_declined"),
                new OrderRejected(placed.orderId(), RejectionReason.PAYMENT_DECLINED));

        assertThat(find().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(find().reason()).isEqualTo("payment-declined");
        assertThat(find().payment().status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(find().payment().captured()).isEqualTo(Money.of("0", "EUR"));
    }

    @Test
    void whatTheCustomerHasToDoIsShownAsLongAsThePaymentWaitsForIt() {
        var action = new PaymentAction(URI.create("https://bank.example/3ds/1"));
        publish(placed, requested(firstPayment), new PaymentActionRequired(firstPayment, placed.orderId(), action));
        assertThat(find().payment().status()).isEqualTo(PaymentStatus.ACTION_REQUIRED);
        assertThat(find().payment().action()).isEqualTo(action);

        publish(captured(firstPayment));

        assertThat(find().payment().action()).isNull();
    }

    @Test
    void anOrderWithoutAPaymentShowsNone() {
        publish(placed);

        assertThat(find().payment()).isNull();
        assertThat(find().status()).isEqualTo(OrderStatus.PLACED);
    }

    @Test
    void aSecondAttemptToPayTakesThePlaceOfTheFirstAndLateNewsOfTheFirstIsNotShown() {
        PaymentId second = PaymentId.of(placed.orderId(), 2);
        publish(
                placed,
                requested(firstPayment),
                new PaymentDeclined(firstPayment, placed.orderId(), "card_declined"),
                new OrderAwaitsPayment(placed.orderId()),
                requested(second),
                new PaymentCancellationRequested(firstPayment, placed.orderId(), "superseded"));
        publish(captured(second), new PaymentDeclined(firstPayment, placed.orderId(), "card_declined"));

        assertThat(find().payment().paymentId()).isEqualTo(second);
        assertThat(find().payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(find().status()).isEqualTo(OrderStatus.AWAITING_PAYMENT);
    }

    @Test
    void anOrderShowsHowItsGoodsTravelOnceTheyDo() {
        publish(placed, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));
        assertThat(find().shipment()).isNull();

        publish(shipped());
        assertThat(find().status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(find().shipment()).isEqualTo(new ShipmentView("DHL", "0034-1", Story.BEGIN.plusSeconds(3), null));
        assertThat(find().updatedAt()).isEqualTo(Story.BEGIN.plusSeconds(3));

        publish(new OrderDelivered(placed.orderId()));
        assertThat(find().status()).isEqualTo(OrderStatus.DELIVERED);
        assertThat(find().shipment())
                .isEqualTo(new ShipmentView("DHL", "0034-1", Story.BEGIN.plusSeconds(3), Story.BEGIN.plusSeconds(4)));
    }

    @Test
    void itsHistoryTellsWhoShippedItAndInWhichParcel() {
        publish(placed, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));
        story.by(Actor.user(Role.MERCHANT, merchant));
        publish(shipped(), new OrderDelivered(placed.orderId()));

        List<OrderHistory.Entry> told = history.read(placed.orderId(), 0, 100);
        assertThat(told)
                .extracting(OrderHistory.Entry::type)
                .containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped", "OrderDelivered");
        assertThat(told.get(2).feature()).isEqualTo("order");
        assertThat(told.get(2).detail()).contains("\"carrier\": \"DHL\"", "\"trackingNumber\": \"0034-1\"");
        assertThat(told.get(2).actorId()).isEqualTo(merchant.toString());
        assertThat(told.get(3).detail()).isEqualTo("{}");
    }

    @Test
    void aCancelledOrderShowsWhyAndWhatIsGivenBack() {
        publish(
                placed,
                requested(firstPayment),
                captured(firstPayment),
                confirmed(),
                new OrderCancelled(placed.orderId(), customer, "Ordered by mistake"),
                refundRequested("49.98"));
        assertThat(find().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(find().reason()).isEqualTo("Ordered by mistake");
        assertThat(find().payment().refunded()).isEqualTo(Money.of("0", "EUR"));

        publish(paidBack("49.98", "49.98"), refunded("49.98", OrderStatus.CANCELLED));
        assertThat(find().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(find().reason()).isEqualTo("Ordered by mistake");
        assertThat(find().payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(find().payment().captured()).isEqualTo(Money.of("49.98", "EUR"));
        assertThat(find().payment().refunded()).isEqualTo(Money.of("49.98", "EUR"));
    }

    @Test
    void aPartialRefundIsShownUntilSomethingElseHappens() {
        publish(
                placed,
                requested(firstPayment),
                captured(firstPayment),
                confirmed(),
                refundRequested("5.00"),
                paidBack("5.00", "5.00"),
                refunded("5.00", OrderStatus.PARTIALLY_REFUNDED));
        assertThat(find().status()).isEqualTo(OrderStatus.PARTIALLY_REFUNDED);
        assertThat(find().payment().refunded()).isEqualTo(Money.of("5.00", "EUR"));

        publish(shipped());
        assertThat(find().status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(find().payment().refunded()).isEqualTo(Money.of("5.00", "EUR"));
    }

    @Test
    void whatIsAskedForOrRefusedChangesTheHistoryAlone() {
        publish(placed, requested(firstPayment), captured(firstPayment), confirmed());
        OrderView before = find();

        publish(
                refundRequested("5.00"),
                new PaymentRefundRequested(firstPayment, placed.orderId(), REFUND, Money.of("5.00", "EUR")),
                new PaymentRefundRefused(
                        firstPayment, placed.orderId(), REFUND, Money.of("5.00", "EUR"), "charge_disputed"),
                new OrderRefundRefused(placed.orderId(), REFUND, Money.of("5.00", "EUR"), "charge_disputed"));

        assertThat(find()).isEqualTo(before);
        assertThat(history.read(placed.orderId(), 0, 100))
                .extracting(OrderHistory.Entry::type, OrderHistory.Entry::reason)
                .contains(
                        tuple("OrderRefundRequested", "Arrived broken"),
                        tuple("OrderRefundRefused", "charge_disputed"));
    }

    private OrderConfirmed confirmed() {
        return new OrderConfirmed(placed.orderId(), firstPayment);
    }

    private OrderRefundRequested refundRequested(String amount) {
        return new OrderRefundRequested(
                placed.orderId(), REFUND, firstPayment, Money.of(amount, "EUR"), "Arrived broken", List.of());
    }

    private PaymentRefunded paidBack(String amount, String inAll) {
        return new PaymentRefunded(
                firstPayment,
                placed.orderId(),
                REFUND,
                Money.of(amount, "EUR"),
                Money.of("49.98", "EUR"),
                Money.of(inAll, "EUR"),
                "re_1");
    }

    private OrderRefunded refunded(String amount, OrderStatus status) {
        Money money = Money.of(amount, "EUR");
        return new OrderRefunded(placed.orderId(), customer, REFUND, money, money, status);
    }

    /** As when a read model is rebuilt, in batches of another size. */
    @Test
    void inWhateverBatchesTheSameEventsAreTheSameOrder() {
        List<DomainEventMessage<Object>> events = events(
                placed,
                new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)),
                shipped(),
                new OrderDelivered(placed.orderId()));
        events.forEach(feed::publish);
        OrderView oneByOne = find();
        database.jdbi().useHandle(handle -> handle.execute("truncate query.orders, query.order_history"));

        feed.publish(events);

        assertThat(oneByOne.status()).isEqualTo(OrderStatus.DELIVERED);
        assertThat(find()).isEqualTo(oneByOne);
    }

    /** As when a read model is rebuilt while it is read. */
    @Test
    void anOrderIsNotSeenGoingBackWhenEverythingIsHandledAgain() {
        PaymentId second = PaymentId.of(placed.orderId(), 2);
        List<DomainEventMessage<Object>> events = events(
                placed,
                requested(firstPayment),
                new PaymentDeclined(firstPayment, placed.orderId(), "card_declined"),
                new OrderAwaitsPayment(placed.orderId()),
                requested(second),
                captured(second),
                new OrderConfirmed(placed.orderId(), second));
        feed.publish(events);
        OrderView once = find();

        for (DomainEventMessage<Object> event : events) {
            feed.publish(again(event));
            assertThat(find()).isEqualTo(once);
        }

        database.jdbi().useHandle(handle -> handle.execute("truncate query.orders, query.order_history"));
        feed.publish(events.stream().map(OrderProjectionTest::again).toList());
        assertThat(find()).isEqualTo(once);
    }

    @Test
    void theSameEventsAgainChangeNothing() {
        List<DomainEventMessage<Object>> events = events(
                placed,
                requested(firstPayment),
                captured(firstPayment),
                new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)),
                shipped(),
                new OrderDelivered(placed.orderId()));
        feed.publish(events);
        OrderView once = find();
        List<OrderHistory.Entry> told = history.read(placed.orderId(), 0, 100);

        feed.publish(events);
        events.forEach(feed::publish);

        assertThat(find()).isEqualTo(once);
        assertThat(history.read(placed.orderId(), 0, 100)).isEqualTo(told);
    }

    @Test
    void theHistoryTellsEveryEventOfTheOrderItsStockPaymentAndNotificationsInOrderWithCauseAndReason() {
        var item = InventoryItemId.of(placed.lines().getFirst().productId());
        var product = placed.lines().getFirst().productId();
        var notification = NotificationId.of(NotificationKind.ORDER_REJECTED, placed.orderId());
        story.by(Actor.user(Role.CUSTOMER, customer));
        feed.publish(story.event(placed));
        story.by(Actor.system("order-saga"));
        publish(
                new StockReserved(item, product, placed.orderId(), new Quantity(2), 10, 2),
                new StockRejected(item, product, placed.orderId(), new Quantity(9), 8),
                new StockReleased(item, product, placed.orderId(), 2, 10, 0, "insufficient-stock"),
                new StockAdjusted(item, product, 5, 15, 0, "delivery"),
                new OrderRejected(placed.orderId(), RejectionReason.INSUFFICIENT_STOCK));
        publish(
                new NotificationRequested(
                        notification,
                        customer,
                        NotificationKind.ORDER_REJECTED,
                        placed.orderId(),
                        "insufficient-stock"),
                new NotificationRequested(
                        NotificationId.of(NotificationKind.EMAIL_VERIFICATION, customer),
                        customer,
                        NotificationKind.EMAIL_VERIFICATION,
                        null,
                        null),
                new NotificationSent(notification, placed.orderId()));

        List<OrderHistory.Entry> told = history.read(placed.orderId(), 0, 100);
        assertThat(told)
                .extracting(OrderHistory.Entry::type)
                .containsExactly(
                        "OrderPlaced",
                        "StockReserved",
                        "StockRejected",
                        "StockReleased",
                        "OrderRejected",
                        "NotificationRequested",
                        "NotificationSent");
        assertThat(told)
                .extracting(OrderHistory.Entry::feature)
                .containsExactly(
                        "order", "inventory", "inventory", "inventory", "order", "notification", "notification");
        assertThat(told)
                .extracting(OrderHistory.Entry::reason)
                .containsExactly(
                        null,
                        null,
                        "insufficient-stock",
                        "insufficient-stock",
                        "insufficient-stock",
                        "insufficient-stock",
                        null);
        assertThat(told.getFirst().actorKind()).isEqualTo("CUSTOMER");
        assertThat(told.getFirst().actorId()).isEqualTo(customer.toString());
        assertThat(told.get(1).actorKind()).isEqualTo("SYSTEM");
        assertThat(told.get(1).actorId()).isEqualTo("order-saga");
        assertThat(told.get(1).aggregateId()).isEqualTo(item.toString());
        assertThat(told.get(1).detail()).contains("\"quantity\": 2", product.toString());
        assertThat(told).extracting(OrderHistory.Entry::at).isSorted();
    }

    @Test
    void theHistoryIsReadInPages() {
        publish(
                placed,
                requested(firstPayment),
                captured(firstPayment),
                new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));

        List<OrderHistory.Entry> first = history.read(placed.orderId(), 0, 3);
        List<OrderHistory.Entry> second =
                history.read(placed.orderId(), first.getLast().position(), 3);

        assertThat(first).hasSize(3);
        assertThat(second).extracting(OrderHistory.Entry::type).containsExactly("OrderConfirmed");
    }

    @Test
    void theHistoryTellsWhereEventsCameFrom() {
        story.from(Map.of(
                "requestId", "walk-1",
                "correlationId", "m-1",
                "causationId", "m-2",
                "network", "203.0.113.0/24",
                "via", "curl",
                "operationId", "not shown"));
        publish(placed);
        story.from(Map.of());
        publish(new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));

        List<OrderHistory.Entry> entries = history.read(placed.orderId(), 0, 3);
        assertThat(entries)
                .extracting(OrderHistory.Entry::origin)
                .containsExactly(
                        new HistoryOrigin("walk-1", "m-1", "m-2", "203.0.113.0/24", "curl"),
                        new HistoryOrigin(null, null, null, null, null));
    }

    private OrderShipped shipped() {
        return new OrderShipped(placed.orderId(), customer, "DHL", "0034-1");
    }

    private PaymentRequested requested(PaymentId payment) {
        return new PaymentRequested(
                payment, placed.orderId(), customer, placed.totals().total(), new PaymentMethod("pm_approve"));
    }

    private PaymentCaptured captured(PaymentId payment) {
        return new PaymentCaptured(payment, placed.orderId(), placed.totals().total(), "gw_1");
    }

    private static DomainEventMessage<Object> again(DomainEventMessage<Object> event) {
        var replay =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(100), new GlobalSequenceTrackingToken(1));
        return new GenericTrackedDomainEventMessage<>(replay, event);
    }

    private void publish(Object... payloads) {
        feed.publish(events(payloads));
    }

    private List<DomainEventMessage<Object>> events(Object... payloads) {
        var events = new ArrayList<DomainEventMessage<Object>>();
        for (Object payload : payloads) {
            events.add(story.event(payload));
        }
        return events;
    }

    private OrderView find() {
        return orders.find(placed.orderId()).orElseThrow();
    }
}
