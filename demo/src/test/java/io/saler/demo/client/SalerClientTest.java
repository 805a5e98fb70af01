package io.saler.demo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SalerClientTest {

    private static final NewOrder ORDER =
            new NewOrder("store-1", List.of(new NewOrder.Item("product-1", 2)), "pm_approve", null);

    /** What the stub does with the next request. */
    private interface Reaction {
        void to(HttpExchange exchange) throws IOException;
    }

    private final Queue<Reaction> script = new ConcurrentLinkedQueue<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private SalerClient client;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (key == null ? "" : " " + key));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            script.remove().to(exchange);
        });
        server.start();
        client = SalerClient.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static Reaction answer(int status, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    private static Reaction hangUp() {
        return HttpExchange::close;
    }

    private SalerClient patient() {
        return client.patientUntil(Deadline.in(Duration.ofSeconds(20)));
    }

    @Test
    void anUnavailableServerIsAskedAgainUnderTheSameKeyUntilItAnswers() {
        script.add(answer(503, "", "Retry-After", "0"));
        script.add(hangUp());
        script.add(answer(429, "", "Retry-After", "0"));
        script.add(answer(202, "{\"orderId\":\"o-1\",\"status\":\"PLACED\"}"));

        AcceptedOrder accepted = patient().placeOrder(ORDER, "key-7");

        assertThat(accepted.orderId()).isEqualTo("o-1");
        assertThat(seen).hasSize(4).containsOnly("POST /orders key-7");
        assertThat(bodies).hasSize(4).containsOnly(bodies.getFirst());
    }

    @Test
    void aRequestStillRunningUnderItsKeyIsAskedForAgainButAnyOtherConflictIsAProblem() {
        script.add(answer(409, "{\"title\":\"Still running\"}", "Retry-After", "0"));
        script.add(answer(202, "{\"orderId\":\"o-1\",\"status\":\"PLACED\"}"));
        script.add(answer(409, "{\"title\":\"SKU taken\"}"));

        assertThat(patient().placeOrder(ORDER, "key-7").orderId()).isEqualTo("o-1");
        assertThatThrownBy(() -> patient().placeOrder(ORDER, "key-8")).isInstanceOf(SalerProblem.class);
        assertThat(seen).hasSize(3);
    }

    @Test
    void anImpatientClientRepeatsNothing() {
        script.add(answer(503, "", "Retry-After", "0"));

        assertThatThrownBy(() -> client.order("o-1"))
                .isInstanceOfSatisfying(
                        SalerProblem.class,
                        problem -> assertThat(problem.status()).isEqualTo(503));
        assertThat(seen).hasSize(1);
    }

    @Test
    void patienceEndsWithTheDeadlineAndTellsTheLastProblem() {
        script.add(answer(503, "{\"title\":\"Database away\"}", "Retry-After", "3600"));
        script.add(answer(503, "{\"title\":\"Database still away\"}", "Retry-After", "3600"));

        assertThatThrownBy(() ->
                        client.patientUntil(Deadline.in(Duration.ofMillis(300))).order("o-1"))
                .isInstanceOf(SalerProblem.class)
                .hasMessageContaining("503: Database still away");
    }

    @Test
    void whereNothingListensThatIsSaid() {
        server.stop(0);

        assertThat(client.isReady()).isFalse();
        assertThatThrownBy(() ->
                        client.patientUntil(Deadline.in(Duration.ofMillis(300))).order("o-1"))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("GET http://127.0.0.1:")
                .hasMessageContaining("/orders/o-1: no answer");
    }

    @Test
    void aProblemIsReadableAndKnowsItsTypeAndIsNotAskedAgain() {
        script.add(answer(400, """
                {"type":"https://saler.example/problems/invalid-request","title":"Invalid request","status":400,
                 "detail":"Two fields are wrong",
                 "errors":[{"pointer":"/lines/0/quantity","detail":"must be at least 1"},{"pointer":"/storeId","detail":"is unknown"}]}
                """, "Content-Type", "application/problem+json"));

        SalerProblem problem =
                catchThrowableOfType(SalerProblem.class, () -> patient().placeOrder(ORDER, "key-7"));

        assertThat(problem)
                .hasMessage("POST /orders answered 400: Invalid request – Two fields are wrong"
                        + " – /lines/0/quantity must be at least 1; /storeId is unknown"
                        + " (https://saler.example/problems/invalid-request)");
        assertThat(problem.is("invalid-request")).isTrue();
        assertThat(seen).hasSize(1);
    }

    @Test
    void anAnswerThatIsNoJsonIsAProblemToo() {
        script.add(answer(502, "<html>Bad gateway</html>"));

        assertThatThrownBy(() -> client.order("o-1"))
                .isInstanceOf(SalerProblem.class)
                .hasMessage("GET /orders/o-1 answered 502");
    }

    @Test
    void allPagesOfAListAreRead() {
        script.add(answer(200, "{\"items\":[{\"to\":\"a@example.com\",\"subject\":\"Two\"}],\"next\":\"c/2\"}"));
        script.add(answer(200, "{\"items\":[{\"to\":\"a@example.com\",\"subject\":\"One\"}],\"next\":null}"));

        assertThat(client.mailTo("a+b@example.com")).extracting(Mail::subject).containsExactly("Two", "One");
        assertThat(seen)
                .containsExactly(
                        "GET /dev/mail?to=a%2Bb%40example.com", "GET /dev/mail?to=a%2Bb%40example.com&after=c%2F2");
    }

    @Test
    void moneyTravelsAsAStringAndUnknownFieldsDoNotMatter() {
        script.add(answer(200, """
                {"items":[{"idempotencyKey":"k","paymentId":"p","amount":{"amount":"19.90","currency":"EUR"},
                 "captured":{"amount":"19.90","currency":"EUR"},"refunded":{"amount":"4.90","currency":"EUR"},"new":1}]}
                """));
        script.add(answer(201, "{\"productId\":\"p-1\"}"));

        assertThat(client.gatewayLedger())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.kept().isWorth(Money.of("15", "EUR"))).isTrue());
        client.createProduct(
                new NewProduct(
                        "s", "SKU-1", "Mug", "", Money.of("19.90", "EUR"), "Mugs", List.of(), java.util.Map.of(), 1, 0),
                "key");
        assertThat(bodies.getLast()).contains("\"price\":{\"amount\":\"19.90\",\"currency\":\"EUR\"}");
    }

    @Test
    void theVerificationTokenIsTheEndOfTheLink() {
        var mail = new Mail(
                "a@example.com", "Welcome", "Follow http://127.0.0.1:8080/verify?token=aB3-_x\nBye", null, null);

        assertThat(mail.verificationToken()).contains("aB3-_x");
        assertThat(new Mail(null, null, null, null, null).verificationToken()).isEmpty();
    }
}
