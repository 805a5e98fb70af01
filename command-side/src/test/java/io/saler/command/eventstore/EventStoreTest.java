package io.saler.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.saler.catalog.ProductId;
import io.saler.command.CommandSideTest;
import io.saler.eventstore.AggregateView;
import io.saler.eventstore.EventStoreFailure;
import io.saler.eventstore.EventView;
import io.saler.eventstore.FindAggregateAt;
import io.saler.eventstore.FindEvents;
import io.saler.eventstore.FoundEvents;
import io.saler.failure.FailureDetails;
import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.EraseUser;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.inventory.AdjustStock;
import io.saler.inventory.InventoryItemId;
import io.saler.journal.JournalEntry.FieldChange;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.SendNotification;
import io.saler.order.CancelOrder;
import io.saler.order.ConfirmOrder;
import io.saler.order.DeliverOrder;
import io.saler.order.OrderId;
import io.saler.order.ShipOrder;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The event store and its aggregates, asked as another process asks: over the bus. */
class EventStoreTest extends CommandSideTest {

    private static final Actor ADMINISTRATOR = Actor.user(Role.ADMIN, UserId.random());

    @Autowired
    private QueryGateway queries;

    @Autowired
    private EventStore events;

    @Autowired
    private Configuration configuration;

    @Autowired
    private EventViews views;

    private String merchant;
    private String store;
    private ProductId product;
    private OrderId order;

    @BeforeEach
    void sellSomething() {
        merchant = somebodysToken();
        store = store(merchant);
        product = ProductId.of(product(store, merchant));
        order = OrderId.of(json(post("/orders", """
                                {"storeId": "%s", "lines": [{"productId": "%s", "quantity": 2}],
                                 "paymentMethod": "pm_approve"}""".formatted(store, product), bearer(somebodysToken())), 202)
                .path("orderId")
                .asString());
    }

    private <R> R ask(Actor actor, Object query, Class<R> answer) {
        return queries.query(
                        new GenericMessage<>(query, MetaData.with(Actor.KEY, actor.toString())),
                        ResponseTypes.instanceOf(answer))
                .join();
    }

    private FoundEvents find(@Nullable Object aggregate, @Nullable String type, @Nullable Long after, int limit) {
        return ask(
                ADMINISTRATOR,
                new FindEvents(aggregate == null ? null : aggregate.toString(), type, null, null, after, limit),
                FoundEvents.class);
    }

    private @Nullable AggregateView at(Object aggregate, @Nullable Long sequence) {
        return ask(ADMINISTRATOR, new FindAggregateAt(aggregate.toString(), sequence), AggregateView.class);
    }

    private void confirmShipAndDeliver() {
        commands.sendAndWait(new ConfirmOrder(order, PaymentId.of(order, 1)));
        commands.sendAndWait(new ShipOrder(order, "DHL", "0034-1"));
        commands.sendAndWait(new DeliverOrder(order));
    }

    @Test
    void anOrderIsReadAtEachOfItsEvents() {
        confirmShipAndDeliver();

        AggregateView placed = at(order, 0L);
        assertThat(placed.aggregateType()).isEqualTo("Order");
        assertThat(placed.lastSequence()).isEqualTo(3);
        assertThat(placed.event().type()).isEqualTo("OrderPlaced");
        assertThat(placed.at()).isEqualTo(placed.event().at());
        assertThat(placed.previous()).isNull();
        assertThat(placed.state())
                .containsEntry("orderId", order.toString())
                .containsEntry("status", "PLACED")
                .containsEntry("delivered", false)
                .containsEntry("total", Map.of("amount", "7.00", "currency", "EUR"))
                .doesNotContainKeys("paidBy", "shipment");
        assertThat(placed.change()).containsEntry("status", new FieldChange(null, "PLACED"));

        AggregateView confirmed = at(order, 1L);
        assertThat(confirmed.previous()).isEqualTo(placed.state());
        assertThat(confirmed.state())
                .containsEntry("paidBy", PaymentId.of(order, 1).toString());
        assertThat(confirmed.change())
                .containsOnlyKeys("status", "paidBy")
                .containsEntry("status", new FieldChange("PLACED", "CONFIRMED"));

        AggregateView shipped = at(order, 2L);
        assertThat(shipped.previous()).isEqualTo(confirmed.state());
        assertThat(shipped.state()).containsKey("shipment");

        AggregateView delivered = at(order, null);
        assertThat(delivered.sequence()).isEqualTo(3);
        assertThat(delivered.previous()).isEqualTo(shipped.state());
        assertThat(delivered.change()).containsOnlyKeys("status", "delivered");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(at(order, 1L)).isNull();
        assertThat(at(order, -1L)).isNull();
        assertThat(at(order, Long.MAX_VALUE)).isNull();
        assertThat(at(OrderId.random(), null)).isNull();
        assertThat(at(OrderId.random(), 0L)).isNull();
        assertThat(at("", null)).isNull();
    }

    @Test
    void whatSomebodySaidIsNotTold() {
        commands.sendAndWait(new ConfirmOrder(order, PaymentId.of(order, 1)));
        commands.sendAndWait(new CancelOrder(order, "My sister Ada has one already"));

        AggregateView cancelled = at(order, 2L);

        assertThat(cancelled.event().payload()).containsEntry("reason", "[masked]");
        assertThat(cancelled.state()).containsEntry("cancellation", "[masked]").containsEntry("status", "CANCELLED");
        assertThat(find(order, null, null, 10).events())
                .extracting(EventView::type)
                .containsExactly("OrderRefundRequested", "OrderCancelled", "OrderConfirmed", "OrderPlaced");
        assertThat(find(order, null, null, 10).toString()).doesNotContain("sister");
    }

    @Test
    void ofWhoeverWasErasedItIsToldThatTheyWere() {
        EmailAddress email = someAddress();
        UserId user = somebody(email, "correct horse");
        assertThat(at(user, 0L).event().payload())
                .containsEntry("email", "[masked]")
                .containsEntry("name", "[masked]")
                .containsEntry("role", "CUSTOMER");

        commands.sendAndWait(new EraseUser(user, "asked by letter"));

        AggregateView registered = at(user, 0L);
        assertThat(registered.event().payload())
                .containsEntry("email", "[erased]")
                .containsEntry("name", "[erased]")
                .containsEntry("role", "CUSTOMER");
        assertThat(registered.state()).containsEntry("erased", false);
        AggregateView erased = at(user, null);
        assertThat(erased.event().type()).isEqualTo("UserErased");
        assertThat(erased.event().payload()).containsEntry("reason", "[masked]");
        assertThat(erased.change()).containsExactly(Map.entry("erased", new FieldChange(false, true)));
        assertThat(find(user, "UserRegistered", null, 1).events())
                .singleElement()
                .satisfies(event -> assertThat(event.payload()).containsEntry("email", "[erased]"));
    }

    @Test
    void allKindsOfAggregatesAreRead() {
        PaymentId payment = PaymentId.of(order, 1);
        commands.sendAndWait(new CancelPayment(payment, order, "payment-timeout"));
        NotificationId mail = NotificationId.of(NotificationKind.ORDER_CONFIRMED, order);
        commands.sendAndWait(
                new SendNotification(mail, UserId.random(), NotificationKind.ORDER_CONFIRMED, order, null));
        post(
                "/stores/" + store + "/api-keys",
                "{\"name\": \"warehouse\", \"kind\": \"SECRET\", \"scopes\": [\"orders:read\"]}",
                bearer(merchant));

        assertThat(at(product, null).state())
                .containsEntry(
                        "sku",
                        find(product, null, null, 1)
                                .events()
                                .getFirst()
                                .payload()
                                .get("sku"));
        assertThat(at(InventoryItemId.of(product), null).state()).containsEntry("onHand", 5);
        assertThat(at(payment, null).state()).containsEntry("status", "CANCELLED");
        assertThat(at(mail, null).state()).containsEntry("sent", false);
        AggregateView keys = at(store, null);
        assertThat(keys.event().payload()).containsEntry("secret", "[masked]");
        assertThat(keys.state()).containsKeys("opened", "keys");
        Stream.of("EmailClaimed", "UserRegistered")
                .map(type -> find(null, type, null, 1).events().getFirst())
                .forEach(event -> assertThat(
                                at(event.aggregateId(), event.sequence()).state())
                        .as(event.type())
                        .isNotEmpty());
    }

    @Test
    void aStockWithSnapshotsIsReadFromItsFirstEventAllTheSame() {
        InventoryItemId stock = InventoryItemId.of(product);
        for (int count = 6; count <= 250; count++) {
            commands.sendAndWait(new AdjustStock(product, null, count, "counted"));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                        "select count(*) from axon.snapshot_event where aggregateIdentifier = :stock")
                                .bind("stock", stock.toString())
                                .mapTo(Integer.class)
                                .one())
                        > 0);

        assertThat(at(stock, 0L).state()).containsEntry("onHand", 5);
        assertThat(at(stock, 100L).state()).containsEntry("onHand", 105);
        assertThat(at(stock, 100L).previous()).containsEntry("onHand", 104);
        assertThat(at(stock, null).state()).containsEntry("onHand", 250);
    }

    @Test
    void onlySoManyEventsAreReadAgainAndForFewAtATime() {
        confirmShipAndDeliver();
        var three = new PastAggregates(events, configuration, views, 3, 1);

        assertThat(three.find(order.toString(), 2L).state()).containsKey("shipment");
        assertThat(three.find(order.toString(), 4L)).isNull();
        for (Long tooFar : new Long[] {3L, null}) {
            assertThatThrownBy(() -> three.find(order.toString(), tooFar))
                    .isInstanceOf(EventStoreFailure.HistoryTooLong.class);
        }
        assertThat(three.find(order.toString(), 2L))
                .as("its turn was given back")
                .isNotNull();
        var nobodysTurn = new PastAggregates(events, configuration, views, 3, 0);
        assertThatThrownBy(() -> nobodysTurn.find(order.toString(), 2L))
                .isInstanceOf(EventStoreFailure.LookingBackBusy.class);
    }

    @Test
    void lookingBackDoesNotDisturbWhatIs() {
        confirmShipAndDeliver();
        Long newest = find(null, null, null, 1).events().getFirst().position();

        assertThat(at(order, 0L).state()).containsEntry("status", "PLACED");

        assertThat(find(null, null, null, 1).events().getFirst().position()).isEqualTo(newest);
        commands.sendAndWait(new DeliverOrder(order));
        assertThat(at(order, null).sequence()).isEqualTo(3);
    }

    @Test
    void anEventSaysWhereItIsAndWhereItCameFrom() {
        EventView placed = find(order, null, null, 10).events().getFirst();

        assertThat(placed.aggregateType()).isEqualTo("Order");
        assertThat(placed.aggregateId()).isEqualTo(order.toString());
        assertThat(placed.sequence()).isZero();
        assertThat(placed.position()).isPositive();
        assertThat(placed.type()).isEqualTo("OrderPlaced");
        assertThat(placed.revision()).isNotNull();
        assertThat(placed.at()).isBeforeOrEqualTo(Instant.now());
        assertThat(placed.actor()).startsWith("CUSTOMER:");
        assertThat(placed.requestId()).isNotBlank();
        assertThat(placed.correlationId()).isNotBlank();
        assertThat(placed.causationId()).isNotBlank();
        assertThat(placed.payload()).containsEntry("orderId", order.toString()).containsKey("lines");
        assertThat(find(null, null, null, 200).events().toString())
                .as("no address of anybody, not even its beginning")
                .doesNotContain("127.0.0");
    }

    @Test
    void allEventsAreInPagesTheNewestFirst() {
        confirmShipAndDeliver();

        FoundEvents first = find(order, null, null, 3);
        FoundEvents second = find(order, null, first.next(), 3);

        assertThat(first.events()).extracting(EventView::sequence).containsExactly(3L, 2L, 1L);
        assertThat(second.events()).extracting(EventView::sequence).containsExactly(0L);
        assertThat(second.next()).isNull();
        assertThat(find(null, "OrderDelivered", null, 1).events())
                .extracting(EventView::aggregateId)
                .containsExactly(order.toString());
        assertThat(find(null, "Nonsense", null, 1).events()).isEmpty();
        FoundEvents none = ask(
                ADMINISTRATOR,
                new FindEvents(order.toString(), null, Instant.now().plusSeconds(60), null, null, 3),
                FoundEvents.class);
        assertThat(none.events()).isEmpty();
    }

    @Test
    void anEventThatCannotBeReadIsShownWithoutWhatIsInIt() {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update axon.domain_event set payload = 'no JSON' where aggregateIdentifier = :order""").bind("order", order.toString()).execute());

        assertThat(find(order, null, null, 1).events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("OrderPlaced");
            assertThat(event.payload()).isNull();
        });
        AggregateView unknown = at(order, 0L);
        assertThat(unknown.state()).isNull();
        assertThat(unknown.change()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOMER:1", "MERCHANT:1", "API_KEY:1", "ANONYMOUS:-"})
    void nobodyElseLooks(String actor) {
        for (Object query :
                List.of(new FindEvents(null, null, null, null, null, 1), new FindAggregateAt(order.toString(), null))) {
            Throwable refusal = catchThrowable(() -> ask(Actor.parse(actor), query, Object.class));

            assertThat(refusal).isInstanceOf(CompletionException.class);
            assertThat(refusal.getCause())
                    .isInstanceOfSatisfying(
                            QueryExecutionException.class,
                            forbidden -> assertThat(forbidden
                                            .<FailureDetails>getDetails()
                                            .orElseThrow()
                                            .type())
                                    .isEqualTo("forbidden"));
        }
    }
}
