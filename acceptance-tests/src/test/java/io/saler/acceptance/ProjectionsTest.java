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
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** What an administrator sees of event processors, whichever side they are of, and can do about them. */
@ResourceLock(value = SharedSaler.PROJECTIONS, mode = ResourceAccessMode.READ)
class ProjectionsTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Map<String, Object> WHY = Map.of("reason", "to see what happens");

    private static Store store;
    private static SignedUp buyer;
    private static SalerClient administrator;

    @BeforeAll
    static void openTheShop() {
        SalerProcess saler = SharedSaler.get();
        store = People.openStore(saler.client());
        buyer = People.signUp(saler.client());
        administrator = saler.administrator();
    }

    @Test
    void thoseOfAllSidesAreListed() {
        JsonNode items =
                administrator.send(Call.get("/admin/projections")).body().path("items");

        assertThat(items.valueStream()
                        .map(each -> each.path("side").asString() + " "
                                + each.path("name").asString()))
                .contains(
                        "command-side erasures",
                        "sagas order-saga",
                        "sagas notifications",
                        "query-side orders",
                        "query-side kafka");
    }

    @Test
    void oneOfAnotherSideIsPausedAndGoesOn() {
        change("refund-saga", "pause");
        await().atMost(LONG).until(() -> status("refund-saga").equals("PAUSED"));

        change("refund-saga", "resume");

        await().atMost(LONG).until(() -> status("refund-saga").equals("RUNNING"));
    }

    @Test
    void oneIsRebuiltWhileTheShopIsOpen() {
        String order = place("PROJECTION-OLD");
        People.awaitStatus(buyer, order, "CONFIRMED");

        Answer accepted = administrator.send(Call.post("/admin/projections/orders/rebuild", WHY));

        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        JsonNode progress = await().atMost(LONG)
                .until(
                        ProjectionsTest::rebuild,
                        rebuild -> rebuild.path("status").asString().equals("COMPLETED"));
        assertThat(progress.path("done").asLong())
                .isPositive()
                .isEqualTo(progress.path("total").asLong());
        assertThat(progress.path("actor").asString()).startsWith("ADMIN:");
        assertThat(buyer.client()
                        .send(Call.get("/orders/" + order))
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("CONFIRMED");
        People.awaitStatus(buyer, place("PROJECTION-NEW"), "CONFIRMED");
    }

    @Test
    void whatHasEffectsOutsideIsNot() {
        for (String name : new String[] {"kafka", "notifications", "payment-gateway", "order-saga"}) {
            Answer refused = administrator.send(Call.post("/admin/projections/" + name + "/rebuild", WHY));
            RefusalsTest.assertProblem(refused, 409);
            assertThat(refused.body().path("type").asString()).as(name).endsWith("/not-rebuildable");
        }
        RefusalsTest.assertProblem(administrator.send(Call.post("/admin/projections/nothing/rebuild", WHY)), 404);
    }

    @Test
    void parkedEventsAreTriedAgainWhereSomeCanBe() {
        JsonNode found = administrator.send(Call.get("/admin/dead-letters")).body();
        assertThat(found.path("groups").isArray()).as(found.toString()).isTrue();

        for (String processor : new String[] {"catalog", "orders"}) {
            Answer accepted = administrator.send(Call.post("/admin/dead-letters/retry", why(processor)));
            assertThat(accepted.status()).as(processor + ": " + accepted).isEqualTo(202);
        }
        for (String processor : new String[] {"nothing", "order-saga"}) {
            Answer refused = administrator.send(Call.post("/admin/dead-letters/retry", why(processor)));
            RefusalsTest.assertProblem(refused, 404);
            assertThat(refused.body().path("type").asString()).endsWith("/projection-unknown");
        }
        for (String act : new String[] {"retry", "discard"}) {
            String path = "/admin/dead-letters/%s/%s".formatted(UUID.randomUUID(), act);
            Answer refused = administrator.send(Call.post(path, WHY));
            RefusalsTest.assertProblem(refused, 404);
            assertThat(refused.body().path("type").asString()).endsWith("/dead-letter-unknown");
        }
    }

    private static Map<String, Object> why(String processor) {
        return Map.of("reason", "to see what happens", "processor", processor);
    }

    private static String place(String sku) {
        return People.place(buyer, People.order(store.storeId(), store.product(sku, 3), 1, "pm_approve"));
    }

    private static void change(String name, String act) {
        Answer answer = administrator.send(Call.post("/admin/projections/%s/%s".formatted(name, act), WHY));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    private static String status(String name) {
        return administrator
                .send(Call.get("/admin/projections"))
                .body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .map(each -> each.path("status").asString())
                .findFirst()
                .orElse("");
    }

    private static JsonNode rebuild() {
        return administrator.send(Call.get("/admin/projections/orders/rebuild")).body();
    }
}
