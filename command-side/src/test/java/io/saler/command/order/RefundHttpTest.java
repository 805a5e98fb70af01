package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.order.CancelOrder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Money given back by the merchant: the order was 7.00 euros. */
class RefundHttpTest extends PlacedOrderTest {

    private static final String ALL = "{\"reason\": \"Arrived broken\"}";

    private HttpResponse<String> refund(String body, String token, String... headers) {
        var all = new ArrayList<>(List.of(bearer(token)));
        all.addAll(List.of(headers));
        return post("/orders/" + order + "/refunds", body, all.toArray(String[]::new));
    }

    private static String some(String amount) {
        return "{\"amount\": {\"amount\": \"%s\", \"currency\": \"EUR\"}, \"reason\": \"Arrived broken\"}"
                .formatted(amount);
    }

    private static String amount(HttpResponse<String> answer) {
        return json(answer, 202).path("amount").path("amount").asString();
    }

    @Test
    void moneyIsGivenBackInPartsAndThenTheRest() {
        confirm();
        HttpResponse<String> first = refund(some("2.50"), merchant);
        JsonNode body = json(first, 202);
        assertThat(body.path("orderId").asString()).isEqualTo(order.toString());
        assertThat(body.path("refundId").asString()).isNotBlank();
        assertThat(first.headers().firstValue("Location")).hasValue("/orders/" + order);
        assertThat(amount(first)).isEqualTo("2.50");
        assertThat(amount(refund(ALL, key(store, "orders:write")))).isEqualTo("4.50");
        assertThat(history())
                .containsExactly("OrderPlaced", "OrderConfirmed", "OrderRefundRequested", "OrderRefundRequested");
    }

    @Test
    void neverMoreThanWasPaid() {
        confirm();
        problem(refund(some("7.01"), merchant), 409, "refund-exceeds-payment");
        refund(some("5.00"), merchant);
        HttpResponse<String> tooMuch = refund(some("2.01"), merchant);
        problem(tooMuch, 409, "refund-exceeds-payment");
        assertThat(json(tooMuch, 409).path("refundable").asString()).isEqualTo("2.00");
        assertThat(amount(refund(ALL, merchant))).isEqualTo("2.00");
        problem(refund(ALL, merchant), 409, "refund-exceeds-payment");
    }

    @Test
    void ofManyAtOnceOnlyAsManySucceedAsThereIsMoney() {
        confirm();
        assertThat(eightAtOnce(() -> refund(some("2.00"), merchant)))
                .containsExactlyInAnyOrder(202, 202, 202, 409, 409, 409, 409, 409);
    }

    @Test
    void aRequestSentTwiceIsOneRefund() {
        confirm();
        String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
        HttpResponse<String> first = refund(some("2.00"), merchant, key);
        assertThat(json(refund(some("2.00"), merchant, key), 202)).isEqualTo(json(first, 202));
        problem(refund(some("3.00"), merchant, key), 422, "idempotency-key-reused");
        assertThat(history()).containsExactly("OrderPlaced", "OrderConfirmed", "OrderRefundRequested");
    }

    @Test
    void whatWasNotPaidIsNotGivenBack() {
        stateRefuses(refund(ALL, merchant), "PLACED");
        confirm();
        ship();
        assertThat(amount(refund(ALL, merchant))).isEqualTo("7.00");
        order = place();
        confirm();
        commands.sendAndWait(new CancelOrder(order, "Ordered by mistake"));
        problem(refund(ALL, merchant), 409, "refund-exceeds-payment");
    }

    @Test
    void aCustomerGivesThemselvesNothingBack() {
        confirm();
        problem(refund(ALL, customer), 403, "forbidden");
        problem(refund(ALL, somebodysToken()), 404, "order-unknown");
        problem(refund(ALL, key(store(merchant), "orders:write")), 404, "order-unknown");
        problem(refund(ALL, key(store, "orders:read")), 403, "scope-missing");
        problem(post("/orders/" + order + "/refunds", ALL), 401, "unauthenticated");
        assertThat(history()).containsExactly("OrderPlaced", "OrderConfirmed");
    }

    @Test
    void theFieldOfABadRefundIsNamed() {
        confirm();
        blames(refund(some("0"), merchant), "/amount");
        blames(refund(some("-1.00"), merchant), "/amount");
        blames(refund(some("1.00").replace("EUR", "USD"), merchant), "/amount");
        blames(refund(some("1.001"), merchant), "/amount");
        blames(refund("{\"reason\": \"\"}", merchant), "/reason");
        blames(refund("{}", merchant), "/reason");
    }
}
