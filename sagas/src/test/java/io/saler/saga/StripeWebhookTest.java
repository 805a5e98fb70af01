package io.saler.saga;

import static io.saler.saga.Orders.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import io.saler.order.AwaitPayment;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderId;
import io.saler.payment.PaymentId;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.saga.payment.stripe.StripeStandIn;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Stripe says by itself, while Saler is not about to ask. */
class StripeWebhookTest {

    private static final String AUTHORISED = "payment_intent.amount_capturable_updated";

    private static StripeRoom room;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        room = new StripeRoom(
                "--saler.payment.watch-after=1h",
                "--saler.payment.stripe.read-timeout=2s",
                "--saler.payment.gateway-timeout=20s");
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        room.close();
    }

    @Test
    void thatACustomerHasActedPaysTheOrderAtOnceAndOnce() throws Exception {
        OrderId order = awaitingCustomer();
        room.stripe.authenticate(payment(order));
        String news = event("evt_once", AUTHORISED, payment(order));

        assertThat(send(news).statusCode()).isEqualTo(200);
        assertThat(send(news).statusCode()).isEqualTo(200);

        room.awaitConfirmation(order);
        assertThat(room.stripe.taken(payment(order))).isEqualTo(2700);
        awaitNothingHeardOf(order);
        long told = recorded(order);
        assertThat(send(news).statusCode()).isEqualTo(200);
        assertThat(send(event("evt_late", "payment_intent.succeeded", payment(order)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(heardOf(order)).isZero();
        assertThat(recorded(order)).isEqualTo(told);
        assertThat(room.stripe.taken(payment(order))).isEqualTo(2700);
    }

    @Test
    void thatTheCustomersBankHasRefusedIsHeardToo() throws Exception {
        OrderId order = awaitingCustomer();
        room.stripe.failAuthentication(payment(order));

        send(event("evt_failed", "payment_intent.payment_failed", payment(order)));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> room.stripe.status(payment(order)).equals("canceled"));
        assertThat(room.stripe.taken(payment(order))).isZero();
    }

    /** What is said is not believed: only that there is something to ask about. */
    @Test
    void thatAPaymentHasSucceededIsNotBelievedUnlessItHas() throws Exception {
        OrderId order = awaitingCustomer();

        send(event("evt_untrue", "payment_intent.succeeded", payment(order)));

        awaitNothingHeardOf(order);
        assertThat(recorded(order)).isZero();
    }

    @Test
    void newsBeforeTheAnswerAreOneResultWithIt() throws Exception {
        room.stripe.loseAnswer("POST /v1/payment_intents", Duration.ofSeconds(3));
        OrderId order = room.place(StripeStandIn.VISA);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !room.stripe.intentsOf(payment(order)).isEmpty());

        assertThat(send(event("evt_early", AUTHORISED, payment(order))).statusCode())
                .isEqualTo(200);

        room.awaitConfirmation(order);
        room.awaitNoTasksAbout(order);
        assertThat(room.stripe.intentsOf(payment(order))).hasSize(1);
        assertThat(room.stripe.taken(payment(order))).isEqualTo(2700);
        assertThat(room.commands(ConfirmOrder.class))
                .filteredOn(confirmed -> confirmed.orderId().equals(order))
                .hasSize(1);
    }

    @Test
    void whatIsNotSignedByStripeIsRefused() throws Exception {
        OrderId order = awaitingCustomer();
        String news = event("evt_forged", AUTHORISED, payment(order));
        long now = Instant.now().getEpochSecond();

        assertRefused(send(news, signature(news, now, "whsec_of_somebody")));
        assertRefused(send(news.replace("evt_forged", "evt_changed"), signature(news, now, StripeRoom.WEBHOOK_SECRET)));
        assertRefused(send(news, signature(news, now - 301, StripeRoom.WEBHOOK_SECRET)));
        assertThat(heardOf(order)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "t", "t=", "t=now,v1=ab", "t=1", "v1=ab", "t=1,v1", ",,,", "t=99999999999999999999,v1=a"
            })
    void aHeaderThatIsNoSignatureIsRefused(String header) throws Exception {
        assertRefused(send(event("evt_odd", AUTHORISED, PaymentId.of(OrderId.random(), 1)), header));
    }

    @Test
    void aMissingSignatureIsRefused() throws Exception {
        HttpResponse<String> answer = http.send(
                request("{}").header("Content-Type", "application/json").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/invalid-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "not JSON",
                "[]",
                "{\"id\": \"evt_1\", \"type\": \"charge.refunded\", \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\", \"data\": {\"object\": {\"metadata\": {}}}}",
                "{\"id\": \"evt_1\", \"type\": \"payment_intent.succeeded\","
                        + " \"data\": {\"object\": {\"metadata\": {\"paymentId\": \"somebody else's\"}}}}",
                "{\"id\": {}, \"type\": [], \"data\": 7}"
            })
    void whatIsAboutNothingOfSalersIsThankedFor(String body) throws Exception {
        assertThat(send(body).statusCode()).isEqualTo(200);
    }

    @Test
    void aPaymentThatNobodyKnowsIsForgotten() throws Exception {
        PaymentId foreign = PaymentId.of(OrderId.random(), 1);

        assertThat(send(event("evt_foreign", AUTHORISED, foreign)).statusCode()).isEqualTo(200);

        assertThat(room.database()
                        .<Integer, RuntimeException>withHandle(handle -> handle.createQuery(
                                        "SELECT count(*) FROM saga.scheduled_tasks WHERE task_instance LIKE :payment")
                                .bind("payment", foreign + "%")
                                .mapTo(Integer.class)
                                .one()))
                .isZero();
    }

    @Test
    void whatCannotBeWrittenDownIsSaidAgain() throws Exception {
        OrderId order = awaitingCustomer();
        room.stripe.authenticate(payment(order));
        String news = event("evt_again", AUTHORISED, payment(order));
        room.database().useHandle(handle -> handle.execute("ALTER TABLE saga.scheduled_tasks RENAME TO away"));
        try {
            assertThat(send(news).statusCode()).isGreaterThanOrEqualTo(500);
        } finally {
            room.database().useHandle(handle -> handle.execute("ALTER TABLE saga.away RENAME TO scheduled_tasks"));
        }

        assertThat(send(news).statusCode()).isEqualTo(200);

        room.awaitConfirmation(order);
    }

    @Test
    void aTokenIsNeitherNeededNorLookedAt() throws Exception {
        String body = "{}";
        HttpRequest request = request(body)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer nonsense")
                .header("Stripe-Signature", signature(body, Instant.now().getEpochSecond(), StripeRoom.WEBHOOK_SECRET))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsTooLongOrNoJsonIsRefused() throws Exception {
        String tooLong = "{\"x\": \"%s\"}".formatted("x".repeat(1_100_000));
        assertThat(send(tooLong).statusCode()).isEqualTo(413);

        HttpRequest text = request("hello")
                .header("Content-Type", "text/plain")
                .header("Stripe-Signature", "t=1,v1=a")
                .build();
        assertThat(http.send(text, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    }

    @Test
    void isDescribed() throws Exception {
        HttpRequest asked =
                HttpRequest.newBuilder(room.url().resolve("/openapi.json")).build();

        JsonNode operation = json(http.send(asked, BodyHandlers.ofString()))
                .path("paths")
                .path("/payment/webhooks/stripe")
                .path("post");

        assertThat(operation.path("responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "406", "408", "413", "415", "429", "503", "default");
        assertThat(operation.has("security")).isFalse();
    }

    private static OrderId awaitingCustomer() {
        OrderId order = room.place(StripeStandIn.THREE_D_SECURE);
        room.awaitCommand(new AwaitPayment(order, 1));
        return order;
    }

    private static int heardOf(OrderId order) {
        return room.database()
                .withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM saga.scheduled_tasks
                        WHERE task_name = 'hear-of-payment' AND task_instance LIKE :payment""")
                        .bind("payment", payment(order) + "/%")
                        .mapTo(Integer.class)
                        .one());
    }

    private static void awaitNothingHeardOf(OrderId order) {
        await().atMost(Duration.ofSeconds(30)).until(() -> heardOf(order) == 0);
    }

    private static long recorded(OrderId order) {
        return room.commands(RecordPaymentCaptured.class).stream()
                .filter(captured -> captured.paymentId().equals(payment(order)))
                .count();
    }

    private static String event(String id, String type, PaymentId payment) {
        return """
                {
                  "id": "%s",
                  "object": "event",
                  "api_version": "2026-01-01.some",
                  "type": "%s",
                  "data": {"object": {"id": "pi_said", "object": "payment_intent", "metadata": {"paymentId": "%s"}}}
                }""".formatted(id, type, payment);
    }

    private static HttpResponse<String> send(String body) throws Exception {
        return send(body, signature(body, Instant.now().getEpochSecond(), StripeRoom.WEBHOOK_SECRET));
    }

    private static HttpResponse<String> send(String body, String signature) throws Exception {
        HttpRequest request = request(body)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Stripe-Signature", signature)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(room.url().resolve("/payment/webhooks/stripe"))
                .POST(BodyPublishers.ofString(body));
    }

    private static String signature(String body, long at, String secret) throws Exception {
        return "t=%d,v1=%s".formatted(at, Webhook.Util.computeHmacSha256(secret, at + "." + body));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/signature-invalid");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
