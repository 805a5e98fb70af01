package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.HistoryEntry;
import io.saler.demo.client.LedgerEntry;
import io.saler.demo.client.Money;
import io.saler.demo.client.Order;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.StockLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server that goes away takes with it only what it alone can do, and nothing is missing once it is back. */
@org.junit.jupiter.api.Order(2)
class AwayServersTest {

    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    /** Longer than the gateway waits for its books. */
    private static final Duration GATEWAY_OUTAGE = Duration.ofSeconds(7);

    /** Five minutes, and some for noticing it. */
    private static final Duration PAYMENT_DEADLINE = Duration.ofMinutes(7);

    private static final Duration LONG_GATEWAY_OUTAGE = Duration.ofMinutes(10);

    private static final Duration PAIR_OUTAGE = Duration.ofSeconds(10);

    private static SalerProcess saler;
    private static SalerClient anyone;
    private static Store store;
    private static SignedUp buyer;
    private static Visitors visitors;

    @TempDir
    private Path directory;

    @BeforeAll
    static void openTheShop() {
        saler = SalerProcess.startFresh();
        anyone = saler.client();
        store = People.openStore(anyone);
        buyer = People.signUp(anyone);
        visitors = Visitors.of(store, anyone);
        await("its page's key is known").atMost(RECOVERY).until(() -> visitors.tell(List.of("first")));
    }

    @BeforeEach
    void signInAgain() {
        store = store.signedInAgain(anyone);
        buyer = buyer.signedInAgain(anyone);
    }

    @AfterAll
    static void stop() {
        saler.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "elasticsearch", "kafka", "smtp"})
    void ordersCompleteWithoutItAndItCatchesUp(String server) {
        String known = store.product("BEFORE-" + server, 3);
        assertThat(visitors.tell(List.of("before-" + server))).isTrue();
        String product;
        String orderId;
        try (var _ = Outage.of(server, saler)) {
            product = store.product("DURING-" + server, 3);
            orderId = People.place(buyer, People.order(store.storeId(), product, 1, "pm_approve"));

            People.awaitStatus(buyer, orderId, "CONFIRMED");
            assertThat(anyone.send(Call.get("/products/" + known)).status()).isEqualTo(200);
            assertThat(anyone.send(Call.get("/products?storeId=" + store.storeId()))
                            .status())
                    .isEqualTo(200);
            assertThat(visitors.tell(List.of("during-" + server, "also-" + server)))
                    .isTrue();
            assertThat(visitors.tell(List.of("during-" + server))).isTrue();
            String numbers = "storeId=" + store.storeId();
            assertThat(store.merchant().client().send(salesReport()).status()).isEqualTo(200);
            if (server.equals("elasticsearch")) {
                assertUnavailable(anyone.send(Call.get("/search?q=mug")));
                assertUnavailable(store.merchant().client().send(Call.get("/analytics/events/search?" + numbers)));
            } else if (server.equals("redis")) {
                assertUnavailable(store.merchant().client().send(Call.get("/analytics/realtime?" + numbers)));
            }
            assertMissed(server);
        }

        assertAllCaughtUp("DURING-" + server, product, orderId);
        visitors.assertCounted(store);
    }

    @Test
    void withoutItsDatabaseItSaysSoAndThenFinishesWhatWasUnderWay() {
        String mug = store.product("DATABASE-MUG", 3);
        String underWay;
        Instant stopped;
        try (var chromium = new Chromium(saler.url())) {
            Dashboard dashboard = Dashboard.at("/sagas", chromium.page(), saler);
            underWay = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_slow"));
            try (var outage = Outage.of("postgresql", saler)) {
                stopped = Instant.now();
                await("every answer of the whole outage")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> {
                            assertUnavailable(buyer.client().send(Call.get("/orders/" + underWay)));
                            assertUnavailable(anyone.send(login()));
                            assertUnavailable(store.merchant().client().send(salesReport()));
                            assertUnavailable(buyer.client()
                                    .send(Call.post("/orders", People.order(store.storeId(), mug, 1, "pm_approve"))));
                            return outage.hasLasted(OUTAGE);
                        });
                dashboard.awaitConnection(false);
                Dashboard opened = new Dashboard(dashboard.page().context().newPage()).go("/sagas");
                assertThat(opened.heading().textContent()).contains("is away for the moment");
            }
            dashboard.awaitConnection(true);
            chromium.assertNothingWentWrong();
        }

        People.awaitStatusAfterOutage(buyer, underWay, "CONFIRMED");
        await("login").atMost(RECOVERY).until(() -> succeeds(anyone.send(login())));
        assertThat(buyer.client().history(underWay))
                .filteredOn(entry -> entry.type().equals("OrderConfirmed"))
                .singleElement()
                .extracting(HistoryEntry::at, InstanceOfAssertFactories.INSTANT)
                .as("was under way when the database went")
                .isAfter(stopped);
        String product = store.product("AFTER-postgresql", 3);
        String orderId = People.place(buyer, People.order(store.storeId(), product, 1, "pm_approve"));
        People.awaitStatus(buyer, orderId, "CONFIRMED");
        assertAllCaughtUp("AFTER-postgresql", product, orderId);
        await("its stock")
                .atMost(RECOVERY)
                .until(() -> store.merchant().client().stock(mug).onHand() == 2);
    }

    @Test
    void withoutThePaymentGatewayOrdersWaitAndArePaidOnceItIsBack() {
        String mug = store.product("GATEWAY-MUG", 3);
        String orderId;
        try (var outage = Outage.of(Outage.GATEWAY, saler)) {
            orderId = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_approve"));
            await("its payment is asked for").atMost(RECOVERY).until(() -> hasHappened("PaymentRequested", orderId));
            await("the gateway has been away for longer than a call takes")
                    .atMost(RECOVERY)
                    .until(() -> outage.hasLasted(GATEWAY_OUTAGE));
            assertThat(buyer.client().order(orderId).status()).isEqualTo("PLACED");
            assertThat(buyer.client().history(orderId))
                    .noneMatch(entry -> entry.type().equals("PaymentDeclined"));
        }

        People.awaitStatus(buyer, orderId, "CONFIRMED");
        assertThat(taken(orderId)).isEqualTo("12.50 EUR");
    }

    @Test
    void anAdministratorSeesWhichOrderIsStuckWithoutTheGatewayAndThatItEndsOnceItIsBack() {
        String mug = store.product("WATCHED-MUG", 3);
        try (var chromium = new Chromium(saler.url())) {
            Dashboard dashboard;
            try (var _ = Outage.of(Outage.GATEWAY, saler)) {
                String order = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_approve"));
                dashboard = Dashboard.at("/sagas?status=STUCK&about=orderId:" + order, chromium.page(), saler);
                dashboard.openTheOnlySaga();
                dashboard.awaitStatus("Stuck");
                dashboard.retry("to see whether the gateway is back");
            }
            dashboard.awaitStatus("Completed");
            chromium.assertNothingWentWrong();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "saler.soak", matches = "true", disabledReason = "takes longer than a payment may")
    void anOrderWhosePaymentIsOverdueWhenTheGatewayComesBackIsPaidOrRejectedButNotBoth() {
        String mug = store.product("OVERDUE-MUG", 3);
        String orderId = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_slow"));
        try (var outage = Outage.of(Outage.GATEWAY, saler)) {
            await("its deadline has passed")
                    .atMost(PAYMENT_DEADLINE)
                    .until(() -> hasHappened("PaymentCancellationRequested", orderId));
            await("ten minutes without the gateway")
                    .atMost(LONG_GATEWAY_OUTAGE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> outage.hasLasted(LONG_GATEWAY_OUTAGE));
            signInAgain();
            assertThat(buyer.client().order(orderId).status()).isEqualTo("PLACED");
        }

        Order order =
                await("its end").atMost(RECOVERY).until(() -> buyer.client().order(orderId), Order::hasEnded);
        int left = order.isConfirmed() ? 2 : 3;
        assertThat(order.fate()).isIn("CONFIRMED", "REJECTED payment-timeout");
        assertThat(taken(orderId)).isEqualTo(order.isConfirmed() ? "12.50 EUR" : "nothing");
        await("its stock")
                .atMost(RECOVERY)
                .until(() -> store.merchant().client().stock(mug).equals(new StockLevel(mug, left, 0, left)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @EnabledIfSystemProperty(named = "saler.soak", matches = "true", disabledReason = "takes minutes for each pair")
    void allOrdersEndAlthoughTwoServersAreAwayWhileTheyComeIn(String first, String second) throws Exception {
        DemoProcess demo = DemoProcess.startToBeInterrupted(saler, directory, first + "-" + second, 2);
        demo.awaitAccepted(40);
        try (var _ = Outage.of(first, saler);
                var both = Outage.of(second, saler)) {
            await("both away").atMost(RECOVERY).until(() -> both.hasLasted(PAIR_OUTAGE));
        } finally {
            // Whatever happened: the next one counts the gateway's charges from the beginning of its own.
            demo.awaitEnd();
        }

        demo.assertPasses();
        assertThat(demo.accepted()).isEqualTo(DemoProcess.USUAL_ORDERS);
        String sku = "AFTER-" + first + "-" + second;
        String product = store.product(sku, 3);
        String orderId = People.place(buyer, People.order(store.storeId(), product, 1, "pm_approve"));
        People.awaitStatus(buyer, orderId, "CONFIRMED");
        assertAllCaughtUp(sku, product, orderId);
    }

    static Stream<Arguments> pairs() {
        var pairs = new ArrayList<Arguments>();
        for (int first = 0; first < Outage.ALL.size(); first++) {
            for (int second = first + 1; second < Outage.ALL.size(); second++) {
                pairs.add(Arguments.of(Outage.ALL.get(first), Outage.ALL.get(second)));
            }
        }
        return pairs.stream();
    }

    /** What the gateway says it has taken for an order and kept. */
    private static String taken(String orderId) {
        String payment = buyer.client().order(orderId).paymentId();
        return anyone.gatewayLedger().stream()
                .filter(entry -> entry.paymentId().equals(payment))
                .map(LedgerEntry::kept)
                .filter(kept -> !kept.isZero())
                .map(Money::toString)
                .reduce((one, other) -> one + " and " + other)
                .orElse("nothing");
    }

    private static boolean hasHappened(String type, String orderId) {
        return buyer.client().history(orderId).stream()
                .anyMatch(entry -> entry.type().equals(type));
    }

    private static Call salesReport() {
        return Call.get("/reports/sales?from=2026-01-01&to=2026-02-01&storeId=" + store.storeId());
    }

    private static Call login() {
        return Call.post("/auth/login", Map.of("email", buyer.email(), "password", People.PASSWORD));
    }

    private static boolean succeeds(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 503);
        return answer.status() == 200;
    }

    /** Operators see which one it is, and that Saler is ready all the same. */
    private static void assertMissed(String server) {
        JsonNode component = anyone.send(Call.get("/actuator/health/dependencies"))
                .body()
                .path("components")
                .path(server.equals("smtp") ? "mail" : server);
        // Mail is what the sagas send, and those have no public address.
        if (!(server.equals("smtp") && SalerProcess.isDistributed())) {
            assertThat(component.path("status").asString("")).isEqualTo("DOWN");
        }
        assertThat(component.has("details")).isFalse();
        assertThat(anyone.send(Call.get("/actuator/health/readiness")).status()).isEqualTo(200);
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After").orElse("")).matches("[1-9][0-9]*");
    }

    /** Cache, search, mail and stream have all heard of this product and this order. */
    private static void assertAllCaughtUp(String sku, String product, String orderId) {
        await("mail")
                .atMost(RECOVERY)
                .until(() -> anyone.mailTo(buyer.email()).stream()
                        .anyMatch(mail -> mail.text().contains(orderId)));
        await("cache")
                .atMost(RECOVERY)
                .until(() -> anyone.send(Call.get("/products/" + product))
                        .header("X-Cache")
                        .equals(Optional.of("hit")));
        await("search")
                .atMost(RECOVERY)
                .until(() -> anyone.send(Call.get("/search?q=" + sku + "&storeId=" + store.storeId()))
                        .body()
                        .path("items")
                        .toString()
                        .contains(product));
        try (var stream = new KafkaStream(saler, "saler.order")) {
            await("stream")
                    .atMost(RECOVERY)
                    .until(() -> stream.typesOf(orderId).contains("io.saler.order.OrderConfirmed.v2"));
        }
    }
}
