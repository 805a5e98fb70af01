package io.saler.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.OrderReader;
import io.saler.order.CancelOrder;
import io.saler.order.OrderStatus;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import io.saler.payment.PaymentStatus;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An order that waits for its customer, paid in another way. */
class PaymentHttpTest extends PlacedOrderTest {

    @Autowired
    private OrderReader reader;

    @BeforeEach
    void nothingIsKnownYet() {
        reader.decides(OrderStatus.PLACED);
    }

    private HttpResponse<String> pay(String token, String... headers) {
        var all = new ArrayList<>(List.of(bearer(token)));
        all.addAll(List.of(headers));
        return post(
                "/payment/process",
                "{\"orderId\": \"%s\", \"paymentMethod\": \"pm_approve\"}".formatted(order),
                all.toArray(String[]::new));
    }

    @Test
    void whoPaysLearnsThatTheOrderIsPaid() {
        awaitCustomer();
        reader.decides(OrderStatus.CONFIRMED, PaymentStatus.CAPTURED, 2);
        assertThat(json(pay(customer), 200).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(history()).containsExactly("OrderPlaced", "OrderAwaitsPayment", "OrderPaymentAttempted");
    }

    @Test
    void orThatItIsDeclined() {
        awaitCustomer();
        reader.decides(OrderStatus.AWAITING_PAYMENT, PaymentStatus.DECLINED, 2);
        problem(pay(customer), 402, "payment-declined");
    }

    @Test
    void orThatTheyHaveToActOnceMore() {
        awaitCustomer();
        reader.decides(OrderStatus.AWAITING_PAYMENT, PaymentStatus.ACTION_REQUIRED, 2);
        assertThat(json(pay(customer), 200).path("payment").path("status").asString())
                .isEqualTo("ACTION_REQUIRED");
    }

    @Test
    void orThatItEndedMeanwhile() {
        awaitCustomer();
        reader.rejects(RejectionReason.PAYMENT_TIMEOUT);
        problem(pay(customer), 402, "payment-timeout");
        order = place();
        awaitCustomer();
        reader.decides(OrderStatus.CANCELLED);
        stateRefuses(pay(customer), "CANCELLED");
    }

    @Test
    void whatIsShownOfAnEarlierAttemptIsNoAnswer() {
        awaitCustomer();
        reader.decides(OrderStatus.AWAITING_PAYMENT, PaymentStatus.DECLINED, 1);
        assertThat(json(pay(customer, "Prefer", "wait=1"), 202).path("status").asString())
                .isEqualTo("AWAITING_PAYMENT");
    }

    @Test
    void onePaymentIsUnderWayAtATime() {
        problem(pay(customer), 409, "payment-in-progress");
        awaitCustomer();
        assertThat(eightAtOnce(() -> pay(customer, "Prefer", "wait=1")))
                .containsExactlyInAnyOrder(202, 409, 409, 409, 409, 409, 409, 409);
        problem(pay(customer), 409, "payment-in-progress");
        assertThat(history()).containsExactly("OrderPlaced", "OrderAwaitsPayment", "OrderPaymentAttempted");
    }

    @Test
    void aRequestSentTwiceIsOneAttempt() {
        awaitCustomer();
        reader.decides(OrderStatus.CONFIRMED, PaymentStatus.CAPTURED, 2);
        String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
        assertThat(json(pay(customer, key), 200)).isEqualTo(json(pay(customer, key), 200));
        assertThat(history()).containsOnlyOnce("OrderPaymentAttempted");
    }

    @Test
    void whatIsPaidOrHasEndedIsNotPaid() {
        confirm();
        problem(pay(customer), 409, "already-paid");
        order = place();
        commands.sendAndWait(new RejectOrder(order, RejectionReason.INSUFFICIENT_STOCK, 1));
        stateRefuses(pay(customer), "REJECTED");
        order = place();
        awaitCustomer();
        commands.sendAndWait(new CancelOrder(order, "Ordered by mistake"));
        problem(pay(customer), 409, "order-being-cancelled");
    }

    @Test
    void nobodyElsePaysIt() {
        awaitCustomer();
        problem(pay(merchant), 403, "forbidden");
        problem(pay(somebodysToken()), 404, "order-unknown");
        problem(pay(key(store, "orders:write")), 403, "api-key-not-allowed");
        order = io.saler.order.OrderId.random();
        problem(pay(customer), 404, "order-unknown");
    }

    @Test
    void theFieldOfABadPaymentIsNamed() {
        blames(post("/payment/process", "{\"paymentMethod\": \"pm_approve\"}", bearer(customer)), "/orderId");
        blames(post("/payment/process", "{\"orderId\": \"%s\"}".formatted(order), bearer(customer)), "/paymentMethod");
    }
}
