package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.command.OrderReader;
import io.saler.order.OrderStatus;
import io.saler.order.RejectionReason;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class OrderHttpTest extends CommandSideTest {

    @Autowired
    private OrderReader reader;

    private String token;
    private String store;
    private String product;

    @BeforeEach
    void sellSomething() {
        reader.decides(OrderStatus.PLACED);
        token = somebodysToken();
        store = store(token);
        product = product(store, token);
    }

    private HttpResponse<String> place(String... headers) {
        return place(1, headers);
    }

    private HttpResponse<String> place(int quantity, String... headers) {
        String line = "{\"productId\": \"%s\", \"quantity\": %d}".formatted(product, quantity);
        return order(line, headers);
    }

    private HttpResponse<String> order(String lines, String... headers) {
        var all = new ArrayList<>(List.of(bearer(token)));
        all.addAll(List.of(headers));
        return post(
                "/orders",
                "{\"storeId\": \"%s\", \"lines\": [%s], \"paymentMethod\": \"pm_approve\"}".formatted(store, lines),
                all.toArray(String[]::new));
    }

    private static boolean isReplay(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Idempotency-Replayed")
                .filter("true"::equals)
                .isPresent();
    }

    @Test
    void anOrderIsAnsweredAtOnceUnlessTheClientWaits() {
        var answer = place();
        var placed = json(answer, 202);
        assertThat(placed.path("status").asString()).isEqualTo("PLACED");
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("/orders/" + placed.path("orderId").asString());
        assertThat(isReplay(answer)).isFalse();
        assertThat(json(place(), 202)).isNotEqualTo(placed);
    }

    @Test
    void aRequestSentTwiceIsOneOrder() {
        String key = UUID.randomUUID().toString();
        var first = place("Idempotency-Key", key);
        var second = place("Idempotency-Key", key);
        assertThat(json(second, 202)).isEqualTo(json(first, 202));
        assertThat(isReplay(first)).isFalse();
        assertThat(isReplay(second)).isTrue();
        problem(place(2, "Idempotency-Key", key), 422, "idempotency-key-reused");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void whatIsNoKeyBlamesTheHeader(int length) {
        var refused = place("Idempotency-Key", "k".repeat(length));
        problem(refused, 400, "invalid-value");
        assertThat(refused.body()).contains("\"header\":\"Idempotency-Key\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFIRMED", "AWAITING_PAYMENT"})
    void whoeverWaitsLearnsTheOutcomeOrThatTheyHaveToAct(String status) {
        reader.decides(OrderStatus.valueOf(status));
        var answer = place("Prefer", "wait=20");
        assertThat(json(answer, 201).path("status").asString()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=20");
    }

    @ParameterizedTest
    @CsvSource({
        "INSUFFICIENT_STOCK, 409, insufficient-stock",
        "PAYMENT_DECLINED, 402, payment-declined",
        "PAYMENT_TIMEOUT, 402, payment-timeout",
        "RESERVATION_TIMEOUT, 409, reservation-timeout",
        "GIVEN_UP_BY_ADMINISTRATOR, 409, given-up-by-administrator"
    })
    void aRejectionIsTheAnswerToWhoeverWaitsAndIsReplayed(RejectionReason reason, int status, String type) {
        reader.rejects(reason);
        String[] headers = {
            "Prefer", "wait=20", "Idempotency-Key", UUID.randomUUID().toString()
        };
        var first = place(headers);
        problem(first, status, type);
        assertThat(isReplay(first)).isFalse();
        var second = place(headers);
        problem(second, status, type);
        assertThat(isReplay(second)).isTrue();
        assertThat(second.body()).contains(json(first, status).path("orderId").asString());
    }

    @Test
    void whoeverWaitsInVainIsToldThatTheOrderIsPlaced() {
        assertThat(json(place("Prefer", "wait=1"), 202).path("status").asString())
                .isEqualTo("PLACED");
    }

    @Test
    void theFieldOfABadOrderIsNamed() {
        blames(order(""), "/lines");
        blames(place(0), "/lines/0/quantity");
        String million = "{\"productId\": \"%s\", \"quantity\": 1000000}".formatted(product);
        blames(order(million + "," + million), "/lines");
    }
}
