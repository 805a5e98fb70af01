package io.saler.saga.payment.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.order.OrderId;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.saga.payment.GatewayUnavailable;
import io.saler.saga.payment.PaymentOutcome;
import io.saler.value.Money;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedGatewayTest {

    private static final Money AMOUNT = Money.of("19.99", "EUR");

    private static EmbeddedPostgres postgres;
    private static Ledger ledger;

    private final SimulatedGateway gateway = new SimulatedGateway(ledger);
    private final PaymentId payment = PaymentId.of(OrderId.random(), 1);
    private final PaymentOutcome captured = new PaymentOutcome.Captured("sim_" + payment);

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        ledger = new Ledger(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
    }

    @AfterAll
    static void stop() throws Exception {
        ledger.close();
        postgres.close();
    }

    @Test
    void theSameKeyTwentyTimesAtOnceIsOneCharge() throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Collections.nCopies(20, 0).stream()
                    .map(i -> threads.submit(() -> {
                        start.await();
                        return charge("pm_approve");
                    }))
                    .toList();
            start.countDown();
            for (Future<PaymentOutcome> answer : answers) {
                assertThat(answer.get()).isEqualTo(captured);
            }
        }
        assertThat(entries()).hasSize(1);
        assertThat(entry().captured()).isEqualTo(AMOUNT);
    }

    @Test
    void aLostAnswerHasChargedAndTheRepeatSaysSo() throws Exception {
        assertThatThrownBy(() -> charge("pm_lost_answer")).isInstanceOf(GatewayUnavailable.class);
        assertThat(entry().captured()).isEqualTo(AMOUNT);

        assertThat(charge("pm_lost_answer")).isEqualTo(captured);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void theFlakyMethodFailsTwiceAndRemembersThatThroughARestart() throws Exception {
        assertThatThrownBy(() -> charge("pm_flaky")).isInstanceOf(GatewayUnavailable.class);
        try (var reopened = new Ledger(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "")) {
            var restarted = new SimulatedGateway(reopened);
            var flaky = new PaymentMethod("pm_flaky");
            assertThatThrownBy(() -> restarted.charge(payment, AMOUNT, flaky)).isInstanceOf(GatewayUnavailable.class);
            assertThat(restarted.charge(payment, AMOUNT, flaky)).isEqualTo(captured);
        }
    }

    @Test
    void refusalsNameTheirCode() throws Exception {
        assertThat(charge("pm_decline")).isEqualTo(new PaymentOutcome.Declined("card_declined"));
        assertThat(gateway.charge(
                        PaymentId.of(OrderId.random(), 1), AMOUNT, new PaymentMethod("pm_insufficient_funds")))
                .isEqualTo(new PaymentOutcome.Declined("insufficient_funds"));
        assertThat(gateway.charge(PaymentId.of(OrderId.random(), 1), AMOUNT, new PaymentMethod("visa")))
                .isEqualTo(new PaymentOutcome.Declined("unknown_payment_method"));
        assertThat(entry().captured()).isEqualTo(Money.of("0", "EUR"));
    }

    @Test
    void aPaymentCancelledBeforeItsChargeIsNeverCharged() throws Exception {
        assertThat(gateway.cancel(payment)).isEqualTo(new PaymentOutcome.Cancelled());
        assertThat(charge("pm_approve")).isEqualTo(new PaymentOutcome.Cancelled());
        assertThat(entries()).isEmpty();
    }

    @Test
    void aPaymentCancelledAfterItsChargeStaysCaptured() throws Exception {
        charge("pm_approve");
        assertThat(gateway.cancel(payment)).isEqualTo(captured);
        assertThat(entry().captured()).isEqualTo(AMOUNT);
    }

    @Test
    void aPaymentThatWaitsForTheCustomerCanBeCancelled() throws Exception {
        assertThat(charge("pm_requires_action")).isEqualTo(new PaymentOutcome.ActionRequired());
        assertThat(gateway.cancel(payment)).isEqualTo(new PaymentOutcome.Cancelled());
        assertThat(charge("pm_requires_action")).isEqualTo(new PaymentOutcome.Cancelled());
    }

    @Test
    void theMethodThatNeverAnswersNeverChargesAndCanBeCancelled() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PaymentOutcome> answer = threads.submit(() -> charge("pm_never"));
            assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            answer.cancel(true);
        }
        assertThat(gateway.cancel(payment)).isEqualTo(new PaymentOutcome.Cancelled());
        assertThat(charge("pm_never")).isEqualTo(new PaymentOutcome.Cancelled());
        assertThat(entry().status()).isEqualTo("CANCELLED");
        assertThat(entry().captured()).isEqualTo(Money.of("0", "EUR"));
    }

    private PaymentOutcome charge(String method) throws Exception {
        return gateway.charge(payment, AMOUNT, new PaymentMethod(method));
    }

    private java.util.List<LedgerEntry> entries() {
        return ledger.entries(null, 1_000).stream()
                .filter(entry -> entry.paymentId().equals(payment))
                .toList();
    }

    private LedgerEntry entry() {
        return entries().getFirst();
    }
}
