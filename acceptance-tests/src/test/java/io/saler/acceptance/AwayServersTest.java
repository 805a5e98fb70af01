package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.HistoryEntry;
import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server that goes away takes with it only what it alone can do, and nothing is missing once it is back. */
class AwayServersTest {

    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private static SalerProcess saler;
    private static SalerClient anyone;
    private static Store store;
    private static SignedUp buyer;

    @BeforeAll
    static void openTheShop() {
        saler = SalerProcess.startFresh();
        anyone = saler.client();
        store = People.openStore(anyone);
        buyer = People.signUp(anyone);
    }

    @AfterAll
    static void stop() {
        saler.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "elasticsearch", "kafka", "smtp"})
    void ordersCompleteWithoutItAndItCatchesUp(String server) {
        String known = store.product("BEFORE-" + server, 3);
        String product;
        String orderId;
        try (var outage = new Outage(server)) {
            product = store.product("DURING-" + server, 3);
            orderId = People.place(buyer, People.order(store.storeId(), product, 1, "pm_approve"));

            People.awaitStatus(buyer, orderId, "CONFIRMED");
            assertThat(anyone.send(Call.get("/products/" + known)).status()).isEqualTo(200);
            assertThat(anyone.send(Call.get("/products?storeId=" + store.storeId()))
                            .status())
                    .isEqualTo(200);
            if (outage.server().equals("elasticsearch")) {
                assertUnavailable(anyone.send(Call.get("/search?q=mug")));
            }
            assertMissed(outage.server());
        }

        assertAllCaughtUp("DURING-" + server, product, orderId);
    }

    @Test
    void withoutItsDatabaseItSaysSoAndThenFinishesWhatWasUnderWay() {
        String mug = store.product("DATABASE-MUG", 3);
        String underWay = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_slow"));
        Instant stopped;
        try (var outage = new Outage("postgresql")) {
            stopped = Instant.now();
            await("every answer of the whole outage")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        assertUnavailable(buyer.client().send(Call.get("/orders/" + underWay)));
                        assertUnavailable(anyone.send(login()));
                        assertUnavailable(buyer.client()
                                .send(Call.post("/orders", People.order(store.storeId(), mug, 1, "pm_approve"))));
                        return outage.hasLasted(OUTAGE);
                    });
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

    /** A server that is away until this is closed, whatever becomes of the test. */
    private static final class Outage implements AutoCloseable {

        private final String server;
        private final long began;

        Outage(String server) {
            this.server = server;
            control("stop");
            began = System.nanoTime();
        }

        String server() {
            return server;
        }

        boolean hasLasted(Duration time) {
            return System.nanoTime() - began >= time.toNanos();
        }

        private void control(String action) {
            Answer answer = anyone.send(Call.post("/dev/servers/" + server + "/" + action, Map.of()));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(204);
        }

        @Override
        public void close() {
            control("start");
        }
    }
}
