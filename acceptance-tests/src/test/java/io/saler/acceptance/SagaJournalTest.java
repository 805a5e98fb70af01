package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an administrator sees of an order's process, and can do about it. */
class SagaJournalTest {

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
    void aConfirmedOrdersProcessTellsHowItCameToThat() {
        String order = place("JOURNAL-SOLD", 3, "pm_approve");
        People.awaitStatus(buyer, order, "CONFIRMED");

        JsonNode saga = ended(order);

        assertThat(saga.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(names(saga))
                .containsSubsequence(
                        "OrderPlaced", "ReserveStock", "StockReserved", "RequestPayment", "PaymentCaptured")
                .contains("ConfirmOrder", "CommitStock", "SendNotification")
                .endsWith("OrderSaga");
        assertThat(saga.path("journal")
                        .valueStream()
                        .filter(entry -> entry.path("kind").asString().equals("COMMAND")))
                .allSatisfy(command ->
                        assertThat(command.path("outcome").asString()).isEqualTo("DONE"))
                .allSatisfy(command -> assertThat(command.has("durationMs")).isTrue());
    }

    @Test
    void aRejectedOrdersProcessIsCompensatedAndCannotBeTriedAgain() {
        String order = place("JOURNAL-DECLINED", 3, "pm_decline");
        People.awaitStatus(buyer, order, "REJECTED");

        JsonNode saga = ended(order);

        assertThat(saga.path("status").asString()).isEqualTo("COMPENSATED");
        assertThat(names(saga)).contains("PaymentDeclined", "RejectOrder", "ReleaseStock");
        Answer again = administrator.send(Call.post(
                "/admin/sagas/" + saga.path("sagaId").asString() + "/retry", Map.of("reason", "to see what happens")));
        RefusalsTest.assertProblem(again, 409);
        assertThat(again.body().path("type").asString()).endsWith("/saga-ended");
    }

    @Test
    void anOrderWhoseGatewayIsSilentIsStuckUntilItIsCalledOff() {
        String order = place("JOURNAL-SILENT", 3, "pm_never");
        JsonNode stuck = await().atMost(Duration.ofSeconds(90)).until(() -> newest(order), saga -> saga.has("failure"));
        String path = "/admin/sagas/" + stuck.path("sagaId").asString();

        assertThat(stuck.path("status").asString()).isEqualTo("STUCK");
        assertThat(stuck.path("step").asString()).isEqualTo("PAYING");
        assertThat(stuck.path("failure").path("reason").asString()).contains("No answer");
        assertThat(stuck.path("failure").path("attempts").asInt()).isPositive();
        assertThat(administrator
                        .send(Call.get("/admin/sagas?status=STUCK&stuckFor=PT0S&association=" + order))
                        .body()
                        .path("items"))
                .hasSize(1);
        Answer retried = administrator.send(Call.post(path + "/retry", Map.of("reason", "The bank says it is back")));
        assertThat(retried.status()).as(retried.toString()).isEqualTo(202);
        assertThat(buyer.client()
                        .send(Call.post("/orders/" + order + "/cancel", Map.of("reason", "It takes too long")))
                        .status())
                .isEqualTo(202);

        JsonNode saga = ended(order);
        assertThat(saga.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(saga.has("failure")).isFalse();
        assertThat(names(saga)).contains("OrderCancellationRequested");
        assertThat(saga.toString()).doesNotContain("It takes too long");
        assertThat(saga.path("journal")
                        .valueStream()
                        .filter(entry -> entry.path("kind").asString().equals("ACTION")))
                .singleElement()
                .satisfies(action -> assertThat(action.path("actor").asString()).startsWith("ADMIN:"))
                .satisfies(
                        action -> assertThat(action.path("reason").asString()).isEqualTo("The bank says it is back"));
    }

    @Test
    void howTheyDoIsCountedAFewSecondsLater() {
        JsonNode before = statistics();
        People.awaitStatus(buyer, place("JOURNAL-COUNTED", 3, "pm_approve"), "CONFIRMED");
        People.awaitStatus(buyer, place("JOURNAL-COUNTED-TOO", 3, "pm_decline"), "REJECTED");

        JsonNode after = await().atMost(Duration.ofSeconds(60))
                .until(
                        SagaJournalTest::statistics,
                        now -> count(now, "completed") > count(before, "completed")
                                && count(now, "compensated") > count(before, "compensated"));

        assertThat(after.path("intervals").size()).isEqualTo(168);
        assertThat(count(after, "started")).isGreaterThanOrEqualTo(count(before, "started") + 2);
        JsonNode confirmed = after.path("timesToComplete").path(0);
        assertThat(confirmed.path("type").asString()).isEqualTo("OrderSaga");
        assertThat(confirmed.path("p99Ms").asLong()).isPositive();
        assertThat(after.path("steps")
                        .valueStream()
                        .map(step -> step.path("step").asString()))
                .contains("RESERVING", "PAYING", "CONFIRMING", "REJECTING");
        assertThat(after.path("failures")
                        .valueStream()
                        .map(failure -> failure.path("reason").asString()))
                .contains("payment-declined");
        assertThat(after.path("queues")
                        .valueStream()
                        .map(queue -> queue.path("task").asString()))
                .contains("charge-payment", "send-mail");
        RefusalsTest.assertProblem(administrator.send(Call.get("/admin/sagas/statistics?period=YEAR")), 400);
    }

    private static JsonNode statistics() {
        Answer answer = administrator.send(Call.get("/admin/sagas/statistics?period=WEEK"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    private static long count(JsonNode statistics, String what) {
        return statistics.path("counts").path(what).asLong();
    }

    @Test
    void anOrderThatAnAdministratorGivesUpIsTakenBack() {
        String product = store.product("JOURNAL-GIVEN-UP", 3);
        String order = People.place(buyer, People.order(store.storeId(), product, 1, "pm_requires_action"));
        People.awaitStatus(buyer, order, "AWAITING_PAYMENT");
        String path = "/admin/sagas/" + newest(order).path("sagaId").asString();

        Answer given = administrator.send(Call.post(path + "/compensate", Map.of("reason", "Nobody delivers there")));
        assertThat(given.status()).as(given.toString()).isEqualTo(202);
        administrator.send(Call.post(path + "/notes", Map.of("text", "The buyer was called.")));

        JsonNode saga = ended(order);
        assertThat(saga.path("status").asString()).isEqualTo("COMPENSATED");
        assertThat(saga.path("reason").asString()).isEqualTo("given-up-by-administrator");
        assertThat(names(saga)).contains("OrderGivenUp", "CancelPayment", "RejectOrder", "ReleaseStock", "compensate");
        assertThat(names(saga)).contains("note");
        assertThat(become("REJECTED", buyer, order).path("reason").asString()).isEqualTo("given-up-by-administrator");
        assertThat(found("association=productId:" + product))
                .containsExactly(saga.path("sagaId").asString());
        assertThat(found("reason=given-up-by-administrator&association=" + order))
                .hasSize(1);
        RefusalsTest.assertProblem(administrator.send(Call.post(path + "/cancel", Map.of("reason", "Once more"))), 409);
    }

    @Test
    void manyAreCancelledWhenTheyAreAsManyAsWasSaid() {
        SignedUp mover = People.signUp(SharedSaler.get().client());
        String product = store.product("JOURNAL-MANY", 9);
        List<String> orders = Stream.of(1, 2)
                .map(each -> People.place(mover, People.order(store.storeId(), product, 1, "pm_requires_action")))
                .toList();
        orders.forEach(order -> People.awaitStatus(mover, order, "AWAITING_PAYMENT"));
        String customer = newest(orders.getFirst())
                .path("associations")
                .path("customerId")
                .asString();
        assertThat(administrator
                        .send(Call.get("/admin/sagas/count?action=CANCEL&association=" + customer))
                        .body()
                        .path("count")
                        .asInt())
                .isEqualTo(2);
        Map<String, Object> filter = Map.of("association", Map.of("key", "customerId", "value", customer));

        RefusalsTest.assertProblem(administrator.send(cancellation(filter, 1)), 409);
        Answer accepted = administrator.send(cancellation(filter, 2));

        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        assertThat(accepted.body().path("count").asInt()).isEqualTo(2);
        orders.forEach(order -> become("CANCELLED", mover, order));
        orders.forEach(
                order -> assertThat(ended(order).path("status").asString()).isEqualTo("CANCELLED"));
    }

    private static JsonNode become(String status, SignedUp buyer, String order) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> buyer.client().send(Call.get("/orders/" + order)).body(),
                        view -> view.path("status").asString().equals(status));
    }

    private static Call cancellation(Map<String, Object> filter, int count) {
        return Call.post(
                "/admin/sagas/batch/cancel",
                Map.of("filter", filter, "expectedCount", count, "reason", "They have moved"));
    }

    @Test
    void whatIsPersonalIsForThoseWhomTheOperatorNames() {
        String order = place("JOURNAL-PERSONAL", 3, "pm_requires_action");
        String words = "My sister Ada has one";
        assertThat(buyer.client()
                        .send(Call.post("/orders/" + order + "/cancel", Map.of("reason", words)))
                        .status())
                .isEqualTo(202);
        String path = "/admin/sagas/" + ended(order).path("sagaId").asString();

        Answer shown = administrator.send(Call.get(path + "?personal=true&reason=They%20have%20asked"));

        assertThat(shown.status()).as(shown.toString()).isEqualTo(200);
        assertThat(shown.body().toString()).contains(words);
        Answer masked = administrator.send(Call.get(path + "?personal=false"));
        assertThat(masked.body().toString()).doesNotContain(words).contains("They have asked");
        RefusalsTest.assertProblem(buyer.client().send(Call.get(path + "?personal=true")), 403);
    }

    private static List<String> found(String selection) {
        return administrator
                .send(Call.get("/admin/sagas?" + selection))
                .body()
                .path("items")
                .valueStream()
                .map(saga -> saga.path("sagaId").asString())
                .toList();
    }

    @Test
    void operatorsReadHowManyAreStuck() {
        assumeFalse(SalerProcess.isDistributed(), "The sagas' own address is not the shop's");

        Answer health = administrator.send(Call.get("/actuator/health/sagas"));

        assertThat(health.status()).as(health.toString()).isEqualTo(200);
        assertThat(health.body().path("status").asString()).isEqualTo("UP");
        assertThat(health.body()
                        .path("components")
                        .path("stuckSagas")
                        .path("details")
                        .has("stuck"))
                .as(health.toString())
                .isTrue();
    }

    private static String place(String sku, int stock, String paymentMethod) {
        return People.place(buyer, People.order(store.storeId(), store.product(sku, stock), 1, paymentMethod));
    }

    private static JsonNode ended(String order) {
        String id = await().atMost(Duration.ofSeconds(60))
                .until(() -> newest(order), saga -> saga.has("endedAt"))
                .path("sagaId")
                .asString();
        Answer answer = administrator.send(Call.get("/admin/sagas/" + id));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode newest(String order) {
        return administrator
                .send(Call.get("/admin/sagas?association=orderId:" + order))
                .body()
                .path("items")
                .path(0);
    }

    private static List<String> names(JsonNode saga) {
        return saga.path("journal")
                .valueStream()
                .map(entry -> entry.path("name").asString())
                .toList();
    }
}
