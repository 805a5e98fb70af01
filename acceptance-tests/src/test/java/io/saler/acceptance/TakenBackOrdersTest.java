package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders that are cancelled, refunded or paid in another way, against stock, the gateway's statement and the mails. */
class TakenBackOrdersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    void aPaidOrderThatIsCancelledGivesBackMoneyAndStock() {
        String mug = store.product("CANCELLED-MUG", 5);
        String order = confirmed(mug, 2);

        Answer cancelled = cancel(buyer.client(), order);
        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(202);
        assertThat(cancelled.body().path("status").asString()).isEqualTo("CANCELLED");

        awaitRefunded(order, "25.00");
        assertThat(shown(order).path("status").asString()).isEqualTo("CANCELLED");
        assertThat(shown(order).path("reason").asString()).isEqualTo("Ordered by mistake");
        awaitStock(mug, "5/0/5");
        assertThat(ledger(order)).extracting(entry -> entry.kept().toString()).containsExactly("0.00 EUR");
        awaitSubjects(order, "is confirmed", "is cancelled", "Money back");
        assertThat(buyer.client().history(order))
                .extracting(HistoryEntry::type)
                .contains(
                        "OrderCancelled", "OrderRefundRequested", "StockReturned", "PaymentRefunded", "OrderRefunded");
        assertThat(cancel(store.merchant().client(), order).status()).isEqualTo(202);
    }

    @Test
    void anOrderThatWaitsForItsCustomerIsCancelledWithoutACharge() {
        String mug = store.product("WAITING-MUG", 5);
        String order = waiting(mug, 2);
        awaitStock(mug, "5/2/3");

        assertThat(cancel(buyer.client(), order).status()).isEqualTo(202);

        awaitShown(order, "CANCELLED");
        awaitStock(mug, "5/0/5");
        assertThat(ledger(order))
                .extracting(entry -> entry.captured().toString())
                .containsExactly("0.00 EUR");
        awaitSubjects(order, "is cancelled");
        Answer tooLate = pay(order, "pm_approve");
        assertThat(tooLate.status()).isEqualTo(409);
    }

    @Test
    void moneyIsGivenBackInPartsUntilAllOfItIs() {
        String mug = store.product("REFUNDED-MUG", 5);
        String order = confirmed(mug, 2);

        assertThat(refund(order, "10.00").status()).isEqualTo(202);
        awaitShown(order, "PARTIALLY_REFUNDED");
        awaitRefunded(order, "10.00");
        assertThat(refund(order, "15.01").body().path("type").asString()).endsWith("refund-exceeds-payment");
        assertThat(refund(order, "15.00").status()).isEqualTo(202);
        awaitShown(order, "REFUNDED");
        awaitRefunded(order, "25.00");

        assertThat(ledger(order))
                .extracting(entry -> entry.refunded().toString())
                .containsExactly("25.00 EUR");
        awaitStock(mug, "3/0/3");
        awaitSubjects(order, "is confirmed", "Money back", "Money back");
    }

    @Test
    void aRefundThatTheGatewayRefusesIsToldAndChangesNothing() {
        String mug = store.product("KEPT-MUG", 5);
        String order = People.place(buyer, People.order(store.storeId(), mug, 1, "pm_no_refund"));
        People.awaitStatus(buyer, order, "CONFIRMED");

        assertThat(refund(order, "5.00").status()).isEqualTo(202);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(buyer.client().history(order))
                        .extracting(HistoryEntry::type)
                        .contains("PaymentRefundRefused", "OrderRefundRefused"));
        assertThat(shown(order).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(ledger(order))
                .extracting(entry -> entry.refunded().toString())
                .containsExactly("0.00 EUR");
        assertThat(refund(order, "12.50").status()).isEqualTo(202);
    }

    @Test
    void anOrderIsPaidInAnotherWayAfterADecline() {
        String mug = store.product("PAID-AGAIN-MUG", 5);
        String order = waiting(mug, 1);

        Answer declined = pay(order, "pm_decline");
        assertThat(declined.status()).as(declined.toString()).isEqualTo(402);
        Answer paid = pay(order, "pm_approve");
        assertThat(paid.status()).as(paid.toString()).isEqualTo(200);
        assertThat(paid.body().path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(pay(order, "pm_approve").body().path("type").asString()).endsWith("already-paid");

        awaitStock(mug, "4/0/4");
        assertThat(ledger(order))
                .extracting(entry -> entry.captured().toString())
                .as("three attempts, of which one was charged")
                .containsExactlyInAnyOrder("0.00 EUR", "0.00 EUR", "12.50 EUR");
        assertThat(refund(order, "12.50").status()).isEqualTo(202);
        awaitShown(order, "REFUNDED");
    }

    private static String confirmed(String product, int quantity) {
        String order = People.place(buyer, People.order(store.storeId(), product, quantity, "pm_approve"));
        People.awaitStatus(buyer, order, "CONFIRMED");
        return order;
    }

    private static String waiting(String product, int quantity) {
        String order = People.place(buyer, People.order(store.storeId(), product, quantity, "pm_requires_action"));
        People.awaitStatus(buyer, order, "AWAITING_PAYMENT");
        return order;
    }

    private static Answer cancel(SalerClient client, String order) {
        return client.send(Call.post("/orders/" + order + "/cancel", Map.of("reason", "Ordered by mistake")));
    }

    private static Answer refund(String order, String amount) {
        return store.merchant()
                .client()
                .send(Call.post(
                        "/orders/" + order + "/refunds",
                        Map.of("amount", Map.of("amount", amount, "currency", "EUR"), "reason", "Arrived broken")));
    }

    private static Answer pay(String order, String method) {
        return buyer.client()
                .send(Call.post("/payment/process", Map.of("orderId", order, "paymentMethod", method))
                        .with("Prefer", "wait=30"));
    }

    private static JsonNode shown(String order) {
        return buyer.client().send(Call.get("/orders/" + order)).body();
    }

    private static void awaitShown(String order, String status) {
        await(order + " " + status)
                .atMost(PATIENCE)
                .until(() -> shown(order).path("status").asString().equals(status));
    }

    private static void awaitRefunded(String order, String amount) {
        await(order + " refunded")
                .atMost(PATIENCE)
                .until(() -> shown(order)
                        .path("payment")
                        .path("refunded")
                        .path("amount")
                        .asString()
                        .equals(amount));
    }

    private static void awaitStock(String product, String onHandReservedAvailable) {
        await("stock " + onHandReservedAvailable).atMost(PATIENCE).untilAsserted(() -> {
            JsonNode level = store.merchant()
                    .client()
                    .send(Call.get("/inventory/" + product))
                    .body();
            assertThat("%d/%d/%d"
                            .formatted(
                                    level.path("onHand").asInt(),
                                    level.path("reserved").asInt(),
                                    level.path("available").asInt()))
                    .isEqualTo(onHandReservedAvailable);
        });
    }

    /** Of all attempts to pay the order. */
    private static List<LedgerEntry> ledger(String order) {
        Set<String> payments = buyer.client().history(order).stream()
                .filter(entry -> "payment".equals(entry.feature()))
                .map(HistoryEntry::aggregateId)
                .collect(Collectors.toSet());
        return anyone.gatewayLedger().stream()
                .filter(entry -> payments.contains(entry.paymentId()))
                .toList();
    }

    /** Waits until the mails about the order are these, no more and no fewer. */
    private static void awaitSubjects(String order, String... parts) {
        await("mails").atMost(PATIENCE).untilAsserted(() -> {
            List<String> subjects = anyone.mailTo(buyer.email()).stream()
                    .filter(mail -> mail.text().contains(order))
                    .map(mail -> mail.subject())
                    .toList();
            assertThat(subjects).hasSize(parts.length);
            for (String part : parts) {
                assertThat(subjects).anyMatch(subject -> subject.contains(part));
            }
        });
    }
}
