package io.saler.saga.payment.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.axonserver.EmptyDatabase;
import io.saler.order.OrderId;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.saga.payment.GatewayUnavailable;
import io.saler.saga.payment.PaymentOutcome;
import io.saler.saga.payment.RefundOutcome;
import io.saler.value.Money;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
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
    private static final String SHOP = "http://127.0.0.1:8080";

    private static final RefundOutcome NOT_REFUNDABLE = new RefundOutcome.Refused("charge_not_refundable");
    private static final Instant NOW = Instant.now();

    private static EmptyDatabase database;
    private static Ledger ledger;

    private final SimulatedGateway gateway = new SimulatedGateway(ledger, SHOP);
    private final PaymentId payment = PaymentId.of(OrderId.random(), 1);
    private final PaymentOutcome captured = new PaymentOutcome.Captured("sim_" + payment);

    @BeforeAll
    static void start() {
        database = EmptyDatabase.create();
        ledger = new Ledger(database.url(), "postgres", "");
    }

    @AfterAll
    static void stop() {
        ledger.close();
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
        try (var reopened = new Ledger(database.url(), "postgres", "")) {
            var restarted = new SimulatedGateway(reopened, SHOP);
            var flaky = new PaymentMethod("pm_flaky");
            assertThatThrownBy(() -> restarted.charge(payment, AMOUNT, flaky, NOW))
                    .isInstanceOf(GatewayUnavailable.class);
            assertThat(restarted.charge(payment, AMOUNT, flaky, NOW)).isEqualTo(captured);
        }
    }

    @Test
    void refusalsNameTheirCode() throws Exception {
        assertThat(charge("pm_decline")).isEqualTo(new PaymentOutcome.Declined("card_declined"));
        assertThat(gateway.charge(
                        PaymentId.of(OrderId.random(), 1), AMOUNT, new PaymentMethod("pm_insufficient_funds"), NOW))
                .isEqualTo(new PaymentOutcome.Declined("insufficient_funds"));
        assertThat(gateway.charge(PaymentId.of(OrderId.random(), 1), AMOUNT, new PaymentMethod("visa"), NOW))
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
        assertThat(charge("pm_requires_action")).isEqualTo(actionRequired());
        assertThat(gateway.cancel(payment)).isEqualTo(new PaymentOutcome.Cancelled());
        assertThat(charge("pm_requires_action")).isEqualTo(new PaymentOutcome.Cancelled());
    }

    @Test
    void aCustomerWhoActsIsCharged() throws Exception {
        charge("pm_requires_action");
        assertThat(gateway.resume(payment)).isEqualTo(actionRequired());

        assertThat(ledger.complete(payment))
                .get()
                .extracting(Ledger.Standing::status)
                .isEqualTo(Status.CAPTURED);
        assertThat(ledger.complete(payment))
                .get()
                .extracting(Ledger.Standing::status)
                .isEqualTo(Status.CAPTURED);

        assertThat(gateway.resume(payment)).isEqualTo(captured);
        assertThat(charge("pm_requires_action")).isEqualTo(captured);
        assertThat(gateway.cancel(payment)).isEqualTo(captured);
        assertThat(entry().captured()).isEqualTo(AMOUNT);
    }

    @Test
    void aCustomerWhoActsTooLateIsNot() throws Exception {
        charge("pm_requires_action");
        gateway.cancel(payment);

        assertThat(ledger.complete(payment))
                .get()
                .extracting(Ledger.Standing::status)
                .isEqualTo(Status.CANCELLED);
        assertThat(gateway.resume(payment)).isEqualTo(new PaymentOutcome.Cancelled());
        assertThat(entry().captured()).isEqualTo(Money.of("0", "EUR"));
    }

    @Test
    void nothingButWhatWaitsForACustomerIsCompleted() throws Exception {
        assertThat(ledger.complete(payment)).isEmpty();
        charge("pm_decline");

        assertThat(ledger.complete(payment))
                .get()
                .extracting(Ledger.Standing::status)
                .isEqualTo(Status.DECLINED);
        assertThat(entry().captured()).isEqualTo(Money.of("0", "EUR"));
    }

    @Test
    void whatIsUndecidedIsAskedAboutAgain() {
        assertThatThrownBy(() -> charge("pm_flaky")).isInstanceOf(GatewayUnavailable.class);

        assertThatThrownBy(() -> gateway.resume(payment)).isInstanceOf(GatewayUnavailable.class);
    }

    @Test
    void moneyIsGivenBackWholeOrInParts() throws Exception {
        charge("pm_approve");
        RefundId first = anyRefund();

        assertThat(gateway.refund(payment, first, Money.of("5", "EUR")))
                .isEqualTo(new RefundOutcome.Refunded("sim_re_" + first));
        assertThat(gateway.refund(payment, anyRefund(), Money.of("14.99", "EUR")))
                .isInstanceOf(RefundOutcome.Refunded.class);

        assertThat(entry().refunded()).isEqualTo(AMOUNT);
        assertThat(entry().captured()).isEqualTo(AMOUNT);
    }

    @Test
    void aRefundUnderAKnownKeyIsMadeOnce() throws Exception {
        charge("pm_approve");
        RefundId refund = anyRefund();

        RefundOutcome outcome = gateway.refund(payment, refund, Money.of("5", "EUR"));

        assertThat(gateway.refund(payment, refund, Money.of("5", "EUR"))).isEqualTo(outcome);
        assertThat(entry().refunded()).isEqualTo(Money.of("5", "EUR"));
    }

    @Test
    void neverMoreThanIsLeftIsGivenBack() throws Exception {
        charge("pm_approve");
        gateway.refund(payment, anyRefund(), Money.of("15", "EUR"));
        RefundId tooMuch = anyRefund();

        assertThat(gateway.refund(payment, tooMuch, Money.of("5", "EUR"))).isEqualTo(NOT_REFUNDABLE);
        assertThat(gateway.refund(payment, tooMuch, Money.of("5", "EUR"))).isEqualTo(NOT_REFUNDABLE);
        assertThat(gateway.refund(payment, anyRefund(), Money.of("1", "USD"))).isEqualTo(NOT_REFUNDABLE);
        assertThat(entry().refunded()).isEqualTo(Money.of("15", "EUR"));
    }

    @Test
    void refundsAtOnceThatTogetherExceedThePaymentAreNotAllMade() throws Exception {
        charge("pm_approve");
        var start = new CountDownLatch(1);
        List<RefundOutcome> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Collections.nCopies(10, 0).stream()
                    .map(i -> threads.submit(() -> {
                        start.await();
                        return gateway.refund(payment, anyRefund(), Money.of("6", "EUR"));
                    }))
                    .toList();
            start.countDown();
            for (Future<RefundOutcome> answer : answers) {
                outcomes.add(answer.get());
            }
        }

        assertThat(outcomes)
                .filteredOn(RefundOutcome.Refunded.class::isInstance)
                .hasSize(3);
        assertThat(outcomes).filteredOn(NOT_REFUNDABLE::equals).hasSize(7);
        assertThat(entry().refunded()).isEqualTo(Money.of("18", "EUR"));
    }

    @Test
    void theSameRefundTwentyTimesAtOnceIsOne() throws Exception {
        charge("pm_approve");
        RefundId refund = anyRefund();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Collections.nCopies(20, 0).stream()
                    .map(i -> threads.submit(() -> {
                        start.await();
                        return gateway.refund(payment, refund, Money.of("6", "EUR"));
                    }))
                    .toList();
            start.countDown();
            for (Future<RefundOutcome> answer : answers) {
                assertThat(answer.get()).isEqualTo(new RefundOutcome.Refunded("sim_re_" + refund));
            }
        }
        assertThat(entry().refunded()).isEqualTo(Money.of("6", "EUR"));
    }

    @Test
    void aPaymentByTheMethodWithoutRefundsIsTakenAndNeverGivenBack() throws Exception {
        assertThat(charge("pm_no_refund")).isEqualTo(captured);

        assertThat(gateway.refund(payment, anyRefund(), Money.of("1", "EUR"))).isEqualTo(NOT_REFUNDABLE);
        assertThat(entry().captured()).isEqualTo(AMOUNT);
        assertThat(entry().refunded()).isEqualTo(Money.of("0", "EUR"));
    }

    @Test
    void whatWasNotTakenIsNotGivenBack() throws Exception {
        assertThat(gateway.refund(payment, anyRefund(), AMOUNT)).isEqualTo(NOT_REFUNDABLE);
        charge("pm_decline");

        assertThat(gateway.refund(payment, anyRefund(), AMOUNT)).isEqualTo(NOT_REFUNDABLE);
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
        return gateway.charge(payment, AMOUNT, new PaymentMethod(method), NOW);
    }

    private PaymentOutcome actionRequired() {
        return new PaymentOutcome.ActionRequired(
                new PaymentAction(URI.create(SHOP + "/dev/gateway/payments/" + payment + "/complete")));
    }

    private static RefundId anyRefund() {
        return new RefundId(UUID.randomUUID());
    }

    private List<LedgerEntry> entries() {
        return ledger.entries(null, 1_000).stream()
                .filter(entry -> entry.paymentId().equals(payment))
                .toList();
    }

    private LedgerEntry entry() {
        return entries().getFirst();
    }
}
