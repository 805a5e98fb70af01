package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.catalog.ProductId;
import io.saler.failure.FailureDetails;
import io.saler.gateway.page.Cursor;
import io.saler.identity.Actor;
import io.saler.identity.EmailVerified;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.StockReserved;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.NotificationRequested;
import io.saler.order.FindOrder;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentRequested;
import io.saler.projection.RebuildProjection;
import io.saler.store.StoreId;
import io.saler.value.Quantity;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What only those may read whom it concerns. */
class PersonalReadingTest extends ServedQuerySide {

    @Autowired
    private EventProcessingConfiguration processing;

    @Autowired
    private QueryGateway queries;

    @Autowired
    private CommandGateway commands;

    @Autowired
    private Jdbi database;

    @Test
    void eachProcessingGroupIsAStreamingProcessorOfItsName() {
        assertThat(processing.eventProcessors().keySet())
                .containsExactlyInAnyOrder(
                        "orders", "catalog", "people", "product-cache", "search", "kafka", "store-keys");
        assertThat(processing.eventProcessors().values())
                .allSatisfy(processor -> assertThat(processor).isInstanceOf(StreamingEventProcessor.class));
    }

    @Test
    void anOrderIsReadByWhomItConcernsAndDoesNotExistForOthers() {
        OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
        PaymentId payment = PaymentId.of(placed.orderId(), 1);
        publish(store, shirt, placed);
        publish(
                new PaymentRequested(
                        payment, placed.orderId(), customer, placed.totals().total(), new PaymentMethod("pm_approve")),
                new PaymentCaptured(payment, placed.orderId(), placed.totals().total(), "gw_1"),
                new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));
        String path = "/orders/" + placed.orderId();
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                json(get(path, as(customer))).path("status").asString())
                        .isEqualTo("CONFIRMED"));

        HttpResponse<String> read = get(path, as(customer));
        assertThat(json(read).path("payment").path("status").asString()).isEqualTo("CAPTURED");
        assertThat(json(read).path("lines").path(0).path("quantity").asInt()).isEqualTo(2);
        assertThat(json(read).has("reason")).isFalse();
        assertThat(read.headers().firstValue("ETag")).contains("\"1.2\"");
        assertThat(get(path, as(customer), "If-None-Match", "\"1.2\"").statusCode())
                .isEqualTo(304);
        assertThat(get(path, as(merchant)).statusCode()).isEqualTo(200);
        assertThat(get(path, Tokens.of(stranger, Role.ADMIN)).statusCode()).isEqualTo(200);
        assertThat(get(path, null).statusCode()).isEqualTo(401);
        problem(get(path, as(stranger)), 404, "order-unknown");
        problem(get(path + "/history", as(stranger)), 404, "order-unknown");

        JsonNode history = json(get(path + "/history?limit=3", as(customer)));
        assertThat(history.path("items")
                        .valueStream()
                        .map(item -> item.path("type").asString()))
                .containsExactly("OrderPlaced", "PaymentRequested", "PaymentCaptured");
        assertThat(history.path("items").path(0).path("actor").toString())
                .isEqualTo("{\"type\":\"SYSTEM\",\"id\":\"test\"}");
        assertThat(history.path("items")
                        .path(2)
                        .path("detail")
                        .path("gatewayReference")
                        .asString())
                .isEqualTo("gw_1");
        JsonNode rest = json(get(
                path + "/history?limit=3&after="
                        + URLEncoder.encode(history.path("next").asString(), StandardCharsets.UTF_8),
                as(customer)));
        assertThat(rest.path("items").path(0).path("type").asString()).isEqualTo("OrderConfirmed");
        assertThat(json(get("/orders?status=CONFIRMED", as(customer)))
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(json(get("/orders?storeId=" + store.storeId(), as(merchant)))
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(json(get("/orders", as(stranger))).path("items").size()).isZero();
    }

    @Test
    void aShippedOrderHasAParcelAndAnotherVersion() {
        OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
        publish(store, shirt, placed, new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));
        String path = "/orders/" + placed.orderId();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(get(path, as(customer)).headers().firstValue("ETag"))
                                .contains("\"1.0\""));
        assertThat(json(get(path, as(customer))).has("shipment")).isFalse();

        publish(new OrderShipped(placed.orderId(), customer, "DHL", "0034-1"));

        Awaitility.await()
                .untilAsserted(() -> assertThat(get(path, as(customer), "If-None-Match", "\"1.0\"")
                                .statusCode())
                        .isEqualTo(200));
        HttpResponse<String> read = get(path, as(customer));
        assertThat(read.headers().firstValue("ETag")).contains("\"2.0\"");
        JsonNode shipment = json(read).path("shipment");
        assertThat(shipment.propertyNames()).containsExactlyInAnyOrder("carrier", "trackingNumber", "shippedAt");
        assertThat(shipment.path("carrier").asString()).isEqualTo("DHL");
        assertThat(shipment.path("trackingNumber").asString()).isEqualTo("0034-1");
        assertThat(json(get("/orders?status=SHIPPED", as(customer)))
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void anOrderThatWasPlacedAMomentAgoIsWaitedFor() throws Exception {
        OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
        var asked = asking("/orders/" + placed.orderId(), as(customer));

        publish(placed);

        assertThat(asked.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void otherRoomsAskForAnOrderOverTheQueryBus() {
        OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
        assertThat(ask(placed, Actor.system("notifications"))).isNull();

        publish(placed);

        Awaitility.await()
                .untilAsserted(() -> assertThat(ask(placed, Actor.system("notifications")))
                        .extracting(OrderView::status)
                        .isEqualTo(OrderStatus.PLACED));
        assertThat(ask(placed, Actor.user(Role.CUSTOMER, customer))).isNotNull();
        assertThat(ask(placed, Actor.user(Role.MERCHANT, stranger))).isNull();
        for (Actor nobody : List.of(Actor.anonymous(), new Actor("SOMETHING", customer.toString()))) {
            assertThatThrownBy(() -> ask(placed, nobody))
                    .cause()
                    .isInstanceOfSatisfying(
                            QueryExecutionException.class,
                            refused -> assertThat(refused.<FailureDetails>getDetails()
                                            .orElseThrow()
                                            .type())
                                    .isEqualTo("forbidden"));
        }
    }

    private OrderView ask(OrderPlaced order, Actor actor) {
        var query =
                new GenericQueryMessage<>(new FindOrder(order.orderId()), ResponseTypes.instanceOf(OrderView.class));
        return queries.query(query.andMetaData(Map.of(Actor.KEY, actor.toString())), OrderView.class)
                .join();
    }

    @Test
    void aCustomerReadsNoNetworkButTheirOwnInAHistory() {
        OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
        publish(store, shirt);
        publishAs(Actor.user(Role.CUSTOMER, customer), "198.51.100.0/24", placed);
        publishAs(
                Actor.user(Role.MERCHANT, merchant),
                "203.0.113.0/24",
                new OrderConfirmed(placed.orderId(), PaymentId.of(placed.orderId(), 1)));
        String path = "/orders/" + placed.orderId() + "/history";
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                json(get(path, as(customer))).path("items").size())
                        .isEqualTo(2));

        assertThat(networks(path, as(customer))).containsExactly("198.51.100.0/24", "none");
        assertThat(networks(path, as(merchant))).containsExactly("198.51.100.0/24", "203.0.113.0/24");
        assertThat(networks(path, Tokens.of(stranger, Role.ADMIN)))
                .containsExactly("198.51.100.0/24", "203.0.113.0/24");
        JsonNode origin = json(get(path, as(customer))).path("items").path(1).path("origin");
        assertThat(origin.path("requestId").asString()).isEqualTo("walk-1");
        assertThat(origin.path("causationId").asString()).isEqualTo("m-2");
    }

    private List<String> networks(String path, String token) {
        return json(get(path, token))
                .path("items")
                .valueStream()
                .map(item -> item.path("origin").path("network").asString("none"))
                .toList();
    }

    @Test
    void stockIsForItsMerchantOnly() {
        publish(
                store,
                Story.stock(shirt, 10),
                new StockReserved(
                        InventoryItemId.of(shirt.productId()),
                        shirt.productId(),
                        OrderId.random(),
                        new Quantity(3),
                        10,
                        3));
        String path = "/inventory/" + shirt.productId();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(get(path, as(merchant)).statusCode()).isEqualTo(200));

        JsonNode stock = json(get(path, as(merchant)));
        assertThat(stock.path("available").asInt()).isEqualTo(7);
        assertThat(stock.path("lowStockThreshold").asInt()).isEqualTo(2);
        assertThat(stock.path("movements").path(0).path("type").asString()).isEqualTo("StockReserved");
        problem(get(path, as(stranger)), 404, "product-unknown");
        assertThat(get(path, null).statusCode()).isEqualTo(401);
        String tag = get(path, as(merchant)).headers().firstValue("ETag").orElseThrow();
        assertThat(get(path, as(merchant), "If-None-Match", "\"x\", " + tag).statusCode())
                .isEqualTo(304);
        assertThat(get(path, as(merchant), "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aStoreThatIsKnownIsNotSentAgain() {
        publish(store);
        String path = "/stores/" + store.storeId();
        Awaitility.await()
                .untilAsserted(() -> assertThat(get(path, null).statusCode()).isEqualTo(200));

        String tag = get(path, null).headers().firstValue("ETag").orElseThrow();
        assertThat(get(path, null, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void whatDoesNotExistIsNotFoundAndWhatIsNoIdIsRefused() {
        problem(get("/products/" + UUID.randomUUID(), null), 404, "product-unknown");
        problem(get("/stores/" + StoreId.random(), null), 404, "store-unknown");
        problem(get("/orders/" + OrderId.random(), as(customer)), 404, "order-unknown");
        problem(get("/inventory/" + new ProductId(UUID.randomUUID()), as(customer)), 404, "product-unknown");
        assertThat(get("/products/1", null).statusCode()).isEqualTo(404);
        assertThat(get("/orders?status=SOLD", as(customer)).statusCode()).isEqualTo(400);
        assertThat(get("/orders?limit=0", as(customer)).statusCode()).isEqualTo(400);
    }

    @Test
    void aCursorChangedByHandIsRefused() {
        for (String time : List.of("+1000000000-12-31T00:00:00Z", "-1000000000-01-01T00:00:00Z")) {
            String order = Cursor.at(Map.of("placedAt", time, "orderId", UUID.randomUUID()));
            problem(get("/orders?after=" + order, as(customer)), 400, "invalid-value");
            String notification = Cursor.at(Map.of("requestedAt", time, "notificationId", UUID.randomUUID()));
            problem(get("/notifications?after=" + notification, as(customer)), 400, "invalid-value");
        }
        String noOrder = Cursor.at(Map.of("placedAt", Story.BEGIN));
        problem(get("/orders?after=" + noOrder, as(customer)), 400, "invalid-value");
        String noNotification = Cursor.at(Map.of("requestedAt", Story.BEGIN));
        problem(get("/notifications?after=" + noNotification, as(customer)), 400, "invalid-value");
        String noProduct = Cursor.at(Map.of("sort", "NAME", "key", "hat"));
        problem(get("/products?sort=name&after=" + noProduct, null), 400, "invalid-value");
        problem(get("/search?sort=name&after=" + noProduct, null), 400, "invalid-value");
    }

    @Test
    void aPersonReadsTheirProfileAndWhatWasSentToThem() {
        NotificationId verification = NotificationId.of(NotificationKind.EMAIL_VERIFICATION, merchant);
        publish(
                keys.registration(merchant, "ann@example.com", "Ann"),
                new NotificationRequested(verification, merchant, NotificationKind.EMAIL_VERIFICATION, null, null),
                new EmailVerified(merchant),
                store);

        Awaitility.await()
                .untilAsserted(() -> assertThat(get("/users/me", as(merchant)).body())
                        .isEqualTo(("{\"userId\":\"%s\",\"email\":\"ann@example.com\",\"name\":\"Ann\","
                                        + "\"roles\":[\"CUSTOMER\",\"MERCHANT\"],\"verified\":true}")
                                .formatted(merchant)));
        JsonNode sent = json(get("/notifications", as(merchant)));
        assertThat(sent.path("items").path(0).path("notificationId").asString()).isEqualTo(verification.toString());
        assertThat(sent.path("items").path(0).path("status").asString()).isEqualTo("REQUESTED");
        assertThat(json(get("/notifications", as(stranger))).path("items").size())
                .isZero();
    }

    @Test
    void whoeverWasErasedIsNobodyAnyMoreAndReadsNothing() {
        NotificationId verification = NotificationId.of(NotificationKind.EMAIL_VERIFICATION, customer);
        OrderPlaced placed = Story.order(customer, store.storeId(), shirt);
        story.by(Actor.user(Role.CUSTOMER, customer));
        tell(
                keys.registration(customer, "eve@example.com", "Eve"),
                new NotificationRequested(verification, customer, NotificationKind.EMAIL_VERIFICATION, null, null),
                placed);
        publish(store);
        String history = "/orders/" + placed.orderId() + "/history";
        Awaitility.await().untilAsserted(() -> {
            assertThat(get("/users/me", as(customer)).body()).contains("eve@example.com");
            assertThat(get(history, as(merchant)).body()).contains(customer.toString());
        });
        assertThat(get(history, as(merchant)).body())
                .contains("{\"type\":\"CUSTOMER\",\"id\":\"%s\"}".formatted(customer));

        story.now();
        publish(new UserErased(customer, null));

        Awaitility.await().untilAsserted(() -> problem(get("/users/me", as(customer)), 401, "unauthenticated"));
        problem(get("/orders", as(customer)), 401, "unauthenticated");
        assertThat(get("/products", as(customer)).statusCode())
                .as("with a token that is not valid any more")
                .isEqualTo(401);
        assertThat(get(history, as(merchant)).body())
                .contains("{\"type\":\"ERASED\",\"id\":\"%s\"}".formatted(customer))
                .doesNotContain("\"CUSTOMER\"");
        assertThat(get("/orders/" + placed.orderId(), as(merchant)).statusCode())
                .as("what they have ordered")
                .isEqualTo(200);
        assertThat(row(customer)).contains("Erased person").doesNotContain("eve@", "Eve");
        long notifications = database.withHandle(
                handle -> handle.createQuery("select count(*) from query.notification where recipient_id = :user")
                        .bind("user", customer.value())
                        .mapTo(Long.class)
                        .one());
        assertThat(notifications).isZero();
    }

    @Test
    void aReadModelThatIsBuiltAnewShowsThemAsErasedAndAllOthersAsTheyAre() {
        story.now();
        publish(
                keys.registration(customer, "eve@example.com", "Eve"),
                keys.registration(merchant, "ann@example.com", "Ann"),
                new UserErased(customer, null));
        keys.erase(customer);
        Awaitility.await().until(() -> row(customer).contains("Erased person"));
        database.useHandle(handle -> handle.execute("truncate query.person, query.notification"));

        commands.sendAndWait(new GenericCommandMessage<>(
                new RebuildProjection("people", true, false, "nothing is left"),
                Map.of(Actor.KEY, Actor.user(Role.ADMIN, UserId.random()).toString())));

        String rebuild = "/admin/projections/people/rebuild";
        Awaitility.await()
                .untilAsserted(() -> assertThat(json(get(rebuild, Tokens.of(UserId.random(), Role.ADMIN)))
                                .path("status")
                                .asString())
                        .isEqualTo("COMPLETED"));
        assertThat(row(customer))
                .contains("Erased person", "erased@erased.invalid")
                .doesNotContain("Eve");
        assertThat(row(merchant)).contains("ann@example.com", "Ann");
        Awaitility.await().untilAsserted(() -> problem(get("/users/me", as(customer)), 401, "unauthenticated"));
    }

    private String row(UserId user) {
        return database.withHandle(
                handle -> handle.createQuery("select p::text from query.person p where user_id = :user")
                        .bind("user", user.value())
                        .mapTo(String.class)
                        .findOne()
                        .orElse(""));
    }
}
