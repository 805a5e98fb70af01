package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that goes away takes with it only what it alone can do, and nothing is missing once it is back. */
class AwayServersTest {

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
        control(server, "stop");
        String product = store.product("DURING-" + server, 3);
        String orderId = People.place(buyer, People.order(store.storeId(), product, 1, "pm_approve"));

        People.awaitStatus(buyer, orderId, "CONFIRMED");
        assertThat(anyone.send(Call.get("/products/" + known)).status()).isEqualTo(200);
        assertThat(anyone.send(Call.get("/products?storeId=" + store.storeId())).status())
                .isEqualTo(200);
        if (server.equals("elasticsearch")) {
            Answer search = anyone.send(Call.get("/search?q=mug"));
            assertThat(search.status()).isEqualTo(503);
            assertThat(search.header("Retry-After")).isPresent();
        }

        control(server, "start");
        if (server.equals("smtp")) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> anyone.mailTo(buyer.email()).stream()
                            .anyMatch(mail -> mail.text().contains(orderId)));
        }
        await().atMost(Duration.ofSeconds(90))
                .until(() -> anyone.send(Call.get("/products/" + product))
                        .header("X-Cache")
                        .equals(java.util.Optional.of("hit")));
        await().atMost(Duration.ofSeconds(90))
                .until(() -> anyone.send(Call.get("/search?q=DURING-" + server + "&storeId=" + store.storeId()))
                        .body()
                        .path("items")
                        .toString()
                        .contains(product));
        try (var stream = new KafkaStream(saler, "saler.order")) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> stream.typesOf(orderId).contains("io.saler.order.OrderConfirmed.v1"));
        }
    }

    @Test
    void withoutItsDatabaseItSaysSoAndRecoversByItself() {
        String product = store.product("DATABASE-MUG", 3);
        control("postgresql", "stop");

        Answer refused =
                buyer.client().send(Call.post("/orders", People.order(store.storeId(), product, 1, "pm_approve")));

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isPresent();
        control("postgresql", "start");
        Answer accepted = await().atMost(Duration.ofSeconds(90))
                .until(
                        () -> buyer.client()
                                .send(Call.post("/orders", People.order(store.storeId(), product, 1, "pm_approve"))
                                        .once("after-the-database")),
                        answer -> answer.status() == 202);
        People.awaitStatus(buyer, accepted.body().path("orderId").asString(), "CONFIRMED");
    }

    private static void control(String server, String action) {
        assertThat(anyone.send(Call.post("/dev/servers/" + server + "/" + action, Map.of()))
                        .status())
                .isEqualTo(204);
    }
}
