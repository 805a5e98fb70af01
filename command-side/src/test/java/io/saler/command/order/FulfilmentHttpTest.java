package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.order.OrderId;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order's goods on their way, as their merchant tells of it. */
class FulfilmentHttpTest extends PlacedOrderTest {

    private static final String PARCEL = """
            {"carrier": "DHL", "trackingNumber": "0034-1"}""";

    @BeforeEach
    void payForIt() {
        confirm();
    }

    private HttpResponse<String> ship(String body, String token) {
        return post("/orders/" + order + "/ship", body, bearer(token));
    }

    private HttpResponse<String> shipped() {
        return ship(PARCEL, merchant);
    }

    private HttpResponse<String> deliver(String token) {
        return post("/orders/" + order + "/deliver", "", bearer(token));
    }

    @Test
    void aConfirmedOrderIsShippedAndDelivered() {
        isNow("SHIPPED", shipped());
        isNow("DELIVERED", deliver(merchant));
        assertThat(history()).containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped", "OrderDelivered");
    }

    @Test
    void aDeliveryMayHaveAnEmptyObjectAsItsBody() {
        shipped();
        isNow("DELIVERED", post("/orders/" + order + "/deliver", "{}", bearer(merchant)));
    }

    @Test
    void toldTwiceItHappensOnce() {
        isNow("SHIPPED", shipped());
        isNow("SHIPPED", ship("{\"carrier\": \" DHL\", \"trackingNumber\": \"0034-1 \"}", merchant));
        isNow("DELIVERED", deliver(merchant));
        isNow("DELIVERED", deliver(merchant));
        isNow("DELIVERED", shipped());
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
                .mapToObj(each -> CompletableFuture.supplyAsync(this::shipped))
                .toList();
        assertThat(answers).extracting(answer -> answer.join().statusCode()).containsOnly(202);
        assertThat(history()).containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped");
    }

    @ParameterizedTest
    @CsvSource({"UPS, 0034-1", "DHL, 0034-2"})
    void anotherParcelIsRefused(String carrier, String number) {
        shipped();
        String another = "{\"carrier\": \"%s\", \"trackingNumber\": \"%s\"}".formatted(carrier, number);
        stateRefuses(ship(another, merchant), "SHIPPED");
        deliver(merchant);
        stateRefuses(ship(another, merchant), "DELIVERED");
    }

    @Test
    void whatIsNotPaidIsNotShippedAndWhatIsNotShippedIsNotDelivered() {
        stateRefuses(deliver(merchant), "CONFIRMED");
        order = place();
        stateRefuses(shipped(), "PLACED");
        stateRefuses(deliver(merchant), "PLACED");
        commands.sendAndWait(new RejectOrder(order, RejectionReason.PAYMENT_DECLINED, 1));
        stateRefuses(shipped(), "REJECTED");
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
        confirm();
        isNow("SHIPPED", shipped());
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
        problem(shipped(), 404, "order-unknown");
        problem(deliver(merchant), 404, "order-unknown");
        order = OrderId.of(product);
        problem(shipped(), 404, "order-unknown");
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
