package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.HistoryEntry;
import io.saler.demo.client.LedgerEntry;
import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One order's walk through every room, seen from outside. */
class OrderJourneyTest {

    private static SalerClient anyone;
    private static Store store;
    private static SignedUp buyer;

    @BeforeAll
    static void openTheShop() {
        anyone = SharedSaler.get().client();
        store = People.openStore(anyone);
        buyer = People.signUp(anyone);
    }

    @Test
    void anOrderOfSeveralLinesIsConfirmedAndItsStockSold() {
        String mug = store.product("JOURNEY-MUG", 10);
        String bowl = store.product("JOURNEY-BOWL", 5);
        Answer placed = buyer.client()
                .send(Call.post(
                        "/orders",
                        Map.of(
                                "storeId", store.storeId(),
                                "lines",
                                        List.of(
                                                Map.of("productId", mug, "quantity", 2),
                                                Map.of("productId", bowl, "quantity", 1)),
                                "paymentMethod", "pm_approve",
                                "expectedTotal", Map.of("amount", "37.50", "currency", "EUR"))));

        assertThat(placed.status()).isEqualTo(202);
        String orderId = placed.body().path("orderId").asString();
        assertThat(placed.header("Location").orElseThrow()).endsWith("/orders/" + orderId);
        People.awaitStatus(buyer, orderId, "CONFIRMED");

        assertThat(buyer.client().order(orderId).total().toString()).contains("37.50");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(stock(mug)).isEqualTo("8/0/8");
            assertThat(stock(bowl)).isEqualTo("4/0/4");
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> anyone.mailTo(buyer.email()).stream()
                                .filter(mail -> mail.text().contains(orderId))
                                .count()
                        == 1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(buyer.client().history(orderId))
                        .extracting(HistoryEntry::type)
                        .contains(
                                "OrderPlaced",
                                "StockReserved",
                                "PaymentRequested",
                                "PaymentCaptured",
                                "OrderConfirmed",
                                "StockCommitted",
                                "NotificationRequested",
                                "NotificationSent")
                        .startsWith("OrderPlaced"));
        assertThat(buyer.client().history(orderId))
                .as("workers too go on in the name of the buyer's request")
                .extracting(
                        entry -> entry.origin().requestId(),
                        entry -> entry.origin().correlationId())
                .doesNotContainNull()
                .containsOnly(originOfTheFirst(orderId));
    }

    private static Tuple originOfTheFirst(String orderId) {
        HistoryEntry.Origin origin = buyer.client().history(orderId).getFirst().origin();
        assertThat(origin.requestId()).isNotBlank();
        assertThat(origin.correlationId()).isNotBlank();
        return tuple(origin.requestId(), origin.correlationId());
    }

    @Test
    void aShippedOrderIsFollowedUntilItIsDelivered() {
        String mug = store.product("SHIPPED-MUG", 3);
        String orderId = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_approve"));
        People.awaitStatus(buyer, orderId, "CONFIRMED");
        SalerClient merchant = store.merchant().client();
        var parcel = Call.post("/orders/" + orderId + "/ship", Map.of("carrier", "DHL", "trackingNumber", "0034-1"));

        Answer shipped = merchant.send(parcel);
        Answer again = merchant.send(parcel);
        Answer another = merchant.send(
                Call.post("/orders/" + orderId + "/ship", Map.of("carrier", "DHL", "trackingNumber", "0034-2")));
        Answer delivered = merchant.send(Call.post("/orders/" + orderId + "/deliver", Map.of()));

        assertThat(shipped.status()).as(shipped.toString()).isEqualTo(202);
        assertThat(shipped.body().path("status").asString()).isEqualTo("SHIPPED");
        assertThat(again.body()).isEqualTo(shipped.body());
        assertThat(another.status()).isEqualTo(409);
        assertThat(delivered.status()).as(delivered.toString()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> order(orderId).path("status").asString().equals("DELIVERED"));
        var shipment = order(orderId).path("shipment");
        assertThat(shipment.path("carrier").asString()).isEqualTo("DHL");
        assertThat(shipment.path("trackingNumber").asString()).isEqualTo("0034-1");
        assertThat(shipment.propertyNames()).contains("shippedAt", "deliveredAt");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(anyone.mailTo(buyer.email()))
                        .filteredOn(mail -> mail.text().contains(orderId))
                        .extracting(mail -> mail.text().contains("Carrier: DHL")
                                && mail.text().contains("Tracking number: 0034-1"))
                        .as("of two mails about the order, the one of its confirmation does not name the parcel")
                        .containsExactlyInAnyOrder(true, false));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(buyer.client().history(orderId))
                        .extracting(HistoryEntry::type)
                        .containsSubsequence("OrderConfirmed", "OrderShipped", "OrderDelivered")
                        .filteredOn("NotificationSent"::equals)
                        .hasSize(2));
    }

    @Test
    void anOrderForMoreThanThereIsIsRejectedAndReleasesTheRest() {
        String plenty = store.product("SHORT-PLENTY", 10);
        String scarce = store.product("SHORT-SCARCE", 1);
        String orderId = People.place(
                buyer,
                Map.of(
                        "storeId", store.storeId(),
                        "lines",
                                List.of(
                                        Map.of("productId", plenty, "quantity", 3),
                                        Map.of("productId", scarce, "quantity", 2)),
                        "paymentMethod", "pm_approve"));

        People.awaitStatus(buyer, orderId, "REJECTED");

        assertThat(order(orderId).path("reason").asString()).isEqualTo("insufficient-stock");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(stock(plenty)).isEqualTo("10/0/10");
            assertThat(stock(scarce)).isEqualTo("1/0/1");
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> anyone.mailTo(buyer.email()).stream()
                        .anyMatch(mail -> mail.text().contains(orderId)));
    }

    @Test
    void aDeclinedPaymentReleasesTheStock() {
        String mug = store.product("DECLINED-MUG", 4);
        String orderId = People.place(buyer, People.order(store.storeId(), mug, 2, "pm_decline"));

        People.awaitStatus(buyer, orderId, "REJECTED");

        assertThat(order(orderId).path("reason").asString()).isEqualTo("payment-declined");
        await().atMost(Duration.ofSeconds(30)).until(() -> stock(mug).equals("4/0/4"));
    }

    @Test
    void aChargeWhoseAnswerWasLostIsTakenOnce() {
        String mug = store.product("LOST-MUG", 4);
        String orderId = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_lost_answer"));

        People.awaitStatus(buyer, orderId, "CONFIRMED");

        String paymentId = order(orderId).path("payment").path("paymentId").asString();
        assertThat(anyone.gatewayLedger())
                .filteredOn(entry -> entry.paymentId().equals(paymentId))
                .extracting(
                        LedgerEntry::idempotencyKey, entry -> entry.captured().toString())
                .containsExactly(tuple(paymentId, "12.50 EUR"));
        assertThat(buyer.client().history(orderId))
                .extracting(HistoryEntry::type)
                .containsOnlyOnce("PaymentRequested", "PaymentCaptured");
    }

    @Test
    void waitingForTheOutcomeAnswersIt() {
        String mug = store.product("WAIT-MUG", 3);

        Answer confirmed = buyer.client()
                .send(Call.post("/orders", People.order(store.storeId(), mug, 1, "pm_approve"))
                        .with("Prefer", "wait=20"));
        Answer declined = buyer.client()
                .send(Call.post("/orders", People.order(store.storeId(), mug, 1, "pm_decline"))
                        .with("Prefer", "wait=20"));
        Answer tooMany = buyer.client()
                .send(Call.post("/orders", People.order(store.storeId(), mug, 9, "pm_approve"))
                        .with("Prefer", "wait=20"));

        assertThat(confirmed.status()).isEqualTo(201);
        assertThat(confirmed.body().path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.body().path("type").asString()).endsWith("payment-declined");
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.body().path("type").asString()).endsWith("insufficient-stock");
    }

    @Test
    void anOrderIsWatchedFromBeingPlacedToBeingConfirmed() throws Exception {
        String mug = store.product("WATCHED-MUG", 3);
        String orderId = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_slow"));

        try (var stream = OrderStream.of(buyer, orderId)) {
            OrderStream.Event first = stream.next();
            assertThat(first.order().path("status").asString()).isEqualTo("PLACED");
            OrderStream.Event last = stream.until(
                    event -> event.order().path("status").asString().equals("CONFIRMED"));

            assertThat(last.order()).isEqualTo(order(orderId));
            assertThat(last.order().path("payment").path("status").asString()).isEqualTo("CAPTURED");
            assertThat(buyer.client().send(Call.get("/orders/" + orderId)).header("ETag"))
                    .contains("\"" + last.id() + "\"");
        }
    }

    @Test
    void aWatchedOrderThatIsRejectedEndsItsStream() throws Exception {
        String mug = store.product("WATCHED-TWICE-MUG", 1);
        String orderId = People.place(buyer, People.order(store.storeId(), mug, 2, "pm_approve"));

        try (var stream = OrderStream.of(buyer, orderId)) {
            OrderStream.Event last = stream.last();
            Answer again = buyer.client()
                    .send(Call.get("/orders/" + orderId + "/stream")
                            .with("Accept", "text/event-stream")
                            .with("Last-Event-ID", last.id()));

            assertThat(last.order().path("reason").asString()).isEqualTo("insufficient-stock");
            assertThat(again.status()).isEqualTo(204);
        }
    }

    @Test
    void theSameRequestUnderTheSameKeyIsOneOrder() {
        String mug = store.product("TWICE-MUG", 9);
        String key = UUID.randomUUID().toString();
        var order = People.order(store.storeId(), mug, 1, "pm_approve");

        Answer first = buyer.client().send(Call.post("/orders", order).once(key));
        Answer again = buyer.client().send(Call.post("/orders", order).once(key));
        Answer other = buyer.client()
                .send(Call.post("/orders", People.order(store.storeId(), mug, 2, "pm_approve"))
                        .once(key));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(other.status()).isEqualTo(422);
        People.awaitStatus(buyer, first.body().path("orderId").asString(), "CONFIRMED");
        await().atMost(Duration.ofSeconds(30)).until(() -> stock(mug).equals("8/0/8"));
    }

    @Test
    void aProductIsFoundByIdInItsStoreAndByItsWords() {
        String mug = store.product("FOUND-MUG", 3);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                anyone.send(Call.get("/products/" + mug)).header("X-Cache"))
                        .contains("hit"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(anyone.send(Call.get("/products?storeId=" + store.storeId()))
                                .body()
                                .path("items")
                                .toString())
                        .contains(mug));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                anyone.send(Call.get("/search?q=stonware%20FOUND-MUG&storeId=" + store.storeId()))
                                        .body()
                                        .path("items")
                                        .toString())
                        .contains(mug));
    }

    @Test
    void everyDomainEventOfAnOrderIsOnKafkaKeyedByItsAggregate() {
        String mug = store.product("KAFKA-MUG", 3);
        String orderId = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_approve"));
        People.awaitStatus(buyer, orderId, "CONFIRMED");

        try (var stream = new KafkaStream(
                SharedSaler.get(), "saler.order", "saler.payment", "saler.inventory", "saler.catalog", "saler.store")) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(stream.typesOf(orderId))
                            .containsExactly("io.saler.order.OrderPlaced.v1", "io.saler.order.OrderConfirmed.v2"));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(stream.typesOf(mug)).contains("io.saler.catalog.ProductCreated.v1"));
            var described = new DescribedRecords(
                    buyer.client().send(Call.get("/asyncapi.json")).body());
            assertThat(stream.records())
                    .allSatisfy(
                            record -> assertThat(described.complaints(record)).isEmpty());
        }
    }

    private static tools.jackson.databind.JsonNode order(String orderId) {
        return buyer.client().send(Call.get("/orders/" + orderId)).body();
    }

    /** On hand, reserved and available, as one text. */
    private static String stock(String productId) {
        var level = store.merchant()
                .client()
                .send(Call.get("/inventory/" + productId))
                .body();
        return level.path("onHand").asInt(-1) + "/" + level.path("reserved").asInt(-1) + "/"
                + level.path("available").asInt(-1);
    }
}
