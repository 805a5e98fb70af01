package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderId;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An order's goods on their way, as their merchant tells of it. */
class FulfilmentHttpTest extends CommandSideTest {

    private static final String PARCEL = """
            {"carrier": "DHL", "trackingNumber": "0034-1"}""";

    @Autowired
    private EventStore events;

    private String merchant;
    private String customer;
    private String store;
    private String product;
    private OrderId order;

    @BeforeEach
    void sellSomething() {
        merchant = somebodysToken();
        customer = somebodysToken();
        store = store(merchant);
        product = product(store, merchant);
        order = place();
        commands.sendAndWait(new ConfirmOrder(order));
    }

    private OrderId place() {
        return OrderId.of(json(post("/orders", """
                                {"storeId": "%s", "lines": [{"productId": "%s", "quantity": 1}],
                                 "paymentMethod": "pm_approve"}""".formatted(store, product), bearer(customer)), 202)
                .path("orderId")
                .asString());
    }

    private HttpResponse<String> ship(String body, String token) {
        return post("/orders/" + order + "/ship", body, bearer(token));
    }

    private HttpResponse<String> ship() {
        return ship(PARCEL, merchant);
    }

    private HttpResponse<String> deliver(String token) {
        return post("/orders/" + order + "/deliver", "", bearer(token));
    }

    private String key(String of, String scope) {
        return json(
                        post(
                                "/stores/" + of + "/api-keys",
                                "{\"name\": \"warehouse\", \"kind\": \"SECRET\", \"scopes\": [\"%s\"]}"
                                        .formatted(scope),
                                bearer(merchant)),
                        201)
                .path("key")
                .asString();
    }

    private void isNow(String status, HttpResponse<String> answer) {
        JsonNode body = json(answer, 202);
        assertThat(body.path("orderId").asString()).isEqualTo(order.toString());
        assertThat(body.path("status").asString()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Location")).hasValue("/orders/" + order);
    }

    private void stateRefuses(HttpResponse<String> answer, String status) {
        problem(answer, 409, "order-state");
        assertThat(json(answer, 409).path("orderStatus").asString()).isEqualTo(status);
    }

    private List<String> history() {
        return events.readEvents(order.toString())
                .asStream()
                .map(event -> event.getPayloadType().getSimpleName())
                .toList();
    }

    @Test
    void aConfirmedOrderIsShippedAndDelivered() {
        isNow("SHIPPED", ship());
        isNow("DELIVERED", deliver(merchant));
        assertThat(history()).containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped", "OrderDelivered");
    }

    @Test
    void aDeliveryMayHaveAnEmptyObjectAsItsBody() {
        ship();
        isNow("DELIVERED", post("/orders/" + order + "/deliver", "{}", bearer(merchant)));
    }

    @Test
    void toldTwiceItHappensOnce() {
        isNow("SHIPPED", ship());
        isNow("SHIPPED", ship("{\"carrier\": \" DHL\", \"trackingNumber\": \"0034-1 \"}", merchant));
        isNow("DELIVERED", deliver(merchant));
        isNow("DELIVERED", deliver(merchant));
        isNow("DELIVERED", ship());
        assertThat(history()).containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped", "OrderDelivered");
    }

    @Test
    void ofManyParcelsAtOnceOneIsTheOrders() {
        List<CompletableFuture<HttpResponse<String>>> parcels = IntStream.range(0, 8)
                .mapToObj(parcel -> CompletableFuture.supplyAsync(
                        () -> ship("{\"carrier\": \"DHL\", \"trackingNumber\": \"%d\"}".formatted(parcel), merchant)))
                .toList();
        assertThat(parcels)
                .extracting(parcel -> parcel.join().statusCode())
                .containsExactlyInAnyOrder(202, 409, 409, 409, 409, 409, 409, 409);
        assertThat(history()).containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped");
    }

    @Test
    void theSameParcelAtOnceIsShippedOnceAndAnsweredEachTime() {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 8)
                .mapToObj(each -> CompletableFuture.supplyAsync(this::ship))
                .toList();
        assertThat(answers).extracting(answer -> answer.join().statusCode()).containsOnly(202);
        assertThat(history()).containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped");
    }

    @ParameterizedTest
    @CsvSource({"UPS, 0034-1", "DHL, 0034-2"})
    void anotherParcelIsRefused(String carrier, String number) {
        ship();
        String another = "{\"carrier\": \"%s\", \"trackingNumber\": \"%s\"}".formatted(carrier, number);
        stateRefuses(ship(another, merchant), "SHIPPED");
        deliver(merchant);
        stateRefuses(ship(another, merchant), "DELIVERED");
    }

    @Test
    void whatIsNotPaidIsNotShippedAndWhatIsNotShippedIsNotDelivered() {
        stateRefuses(deliver(merchant), "CONFIRMED");
        order = place();
        stateRefuses(ship(), "PLACED");
        stateRefuses(deliver(merchant), "PLACED");
        commands.sendAndWait(new RejectOrder(order, RejectionReason.PAYMENT_DECLINED));
        stateRefuses(ship(), "REJECTED");
        stateRefuses(deliver(merchant), "REJECTED");
    }

    @Test
    void aCustomerShipsNothing() {
        problem(ship(PARCEL, customer), 403, "forbidden");
        problem(deliver(customer), 403, "forbidden");
        assertThat(history()).doesNotContain("OrderShipped");
    }

    @Test
    void aMerchantWhoBuysFromThemselvesShipsIt() {
        customer = merchant;
        order = place();
        commands.sendAndWait(new ConfirmOrder(order));
        isNow("SHIPPED", ship());
    }

    @Test
    void othersOrdersDoNotExist() {
        String stranger = somebodysToken();
        store(stranger);
        problem(ship(PARCEL, stranger), 404, "order-unknown");
        problem(deliver(stranger), 404, "order-unknown");
        problem(post("/orders/" + order + "/ship", PARCEL), 401, "unauthenticated");
        problem(post("/orders/" + order + "/deliver", ""), 401, "unauthenticated");
    }

    @Test
    void whatIsNoOrderIsAnsweredLikeAnothers() {
        order = OrderId.random();
        problem(ship(), 404, "order-unknown");
        problem(deliver(merchant), 404, "order-unknown");
        order = OrderId.of(product);
        problem(ship(), 404, "order-unknown");
    }

    @Test
    void aKeyShipsTheOrdersOfItsStore() {
        String key = key(store, "orders:write");
        isNow("SHIPPED", ship(PARCEL, key));
        isNow("DELIVERED", deliver(key));
    }

    @Test
    void aKeyWithoutTheScopeOrOfAnotherStoreShipsNothing() {
        String reader = key(store, "orders:read");
        problem(ship(PARCEL, reader), 403, "scope-missing");
        problem(deliver(reader), 403, "scope-missing");
        String elsewhere = key(store(merchant), "orders:write");
        problem(ship(PARCEL, elsewhere), 404, "order-unknown");
        problem(deliver(elsewhere), 404, "order-unknown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "trackingNumber": "1"                                | /carrier
            "carrier": "DHL"                                     | /trackingNumber
            "carrier": null, "trackingNumber": "1"               | /carrier
            "carrier": " ", "trackingNumber": "1"                | /carrier
            "carrier": "DHL", "trackingNumber": " "              | /trackingNumber
            "carrier": "D\\nHL", "trackingNumber": "1"            | /carrier
            "carrier": "DHL", "trackingNumber": "1\\u202e2"       | /trackingNumber
            "carrier": "DHL", "trackingNumber": "1\\u200b2"       | /trackingNumber
            """)
    void theFieldOfABadParcelIsNamed(String fields, String pointer) {
        blames(ship("{" + fields + "}", merchant), pointer);
    }

    @Test
    void namesAndNumbersHaveALimit() {
        String body = "{\"carrier\": \"%s\", \"trackingNumber\": \"%s\"}";
        blames(ship(body.formatted("c".repeat(65), "1"), merchant), "/carrier");
        blames(ship(body.formatted("DHL", "1".repeat(129)), merchant), "/trackingNumber");
        isNow("SHIPPED", ship(body.formatted("c".repeat(64), "1".repeat(128)), merchant));
    }

    @Test
    void aFieldThatIsNotKnownIsRefused() {
        problem(
                ship("{\"carrier\": \"DHL\", \"trackingNumber\": \"1\", \"weight\": 2}", merchant),
                400,
                "unknown-field");
        problem(ship("", merchant), 400, "missing-body");
    }
}
