package io.saler.saga.payment.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.zaxxer.hikari.HikariDataSource;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.saler.axonserver.EmptyDatabase;
import io.saler.axonserver.schema.SchemaMigration;
import io.saler.order.OrderId;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RefundId;
import io.saler.saga.Sagas;
import io.saler.saga.payment.GatewayUnavailable;
import io.saler.saga.payment.PaymentOutcome;
import io.saler.saga.payment.PaymentOutcome.ActionRequired;
import io.saler.saga.payment.PaymentOutcome.Cancelled;
import io.saler.saga.payment.PaymentOutcome.Captured;
import io.saler.saga.payment.PaymentOutcome.Declined;
import io.saler.saga.payment.RefundOutcome;
import io.saler.value.Money;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stripe's answers and silences, each taken as often as it may come. */
class StripeGatewayTest {

    private static final Money AMOUNT = Money.of("19.99", "EUR");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IMPATIENCE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private static StripeStandIn stripe;
    private static HikariDataSource database;
    private static Jdbi jdbi;

    private final PaymentId payment = PaymentId.of(OrderId.random(), 1);
    private StripeGateway gateway = gateway(PATIENCE);

    @BeforeAll
    static void start() throws Exception {
        database = EmptyDatabase.create().pool();
        new SchemaMigration(database, List.of(Sagas.SCHEMA));
        jdbi = Jdbi.create(database).installPlugin(new PostgresPlugin());
        stripe = new StripeStandIn();
    }

    @AfterAll
    static void stop() throws Exception {
        stripe.close();
        database.close();
    }

    @Test
    void moneyIsAuthorisedAndThenTaken() throws Exception {
        assertThat(charge(StripeStandIn.VISA)).isEqualTo(captured());

        assertThat(stripe.taken(payment)).isEqualTo(1999);
        assertThat(stripe.intent(payment).path("currency").asString()).isEqualTo("eur");
        assertThat(requests())
                .containsExactly(
                        "POST /v1/payment_intents %s:authorise".formatted(payment),
                        "POST /v1/payment_intents/%s/capture %s:capture".formatted(intent(), payment));
    }

    @Test
    void stripeIsToldWhichTraceACallIsPartOf() throws Exception {
        var context = SpanContext.create(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        try (Scope _ = Span.wrap(context).makeCurrent()) {
            charge(StripeStandIn.VISA);
        }

        assertThat(stripe.traces(2)).containsOnly("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        gateway.resume(payment);
        assertThat(stripe.traces(1)).containsExactly("");
    }

    @Test
    void whatHasEndedIsAnsweredEverAfter() throws Exception {
        PaymentOutcome first = charge(StripeStandIn.VISA);
        stripe.forgetKeys();

        assertThat(charge(StripeStandIn.VISA)).isEqualTo(first);
        assertThat(gateway.resume(payment)).isEqualTo(first);
        assertThat(gateway.cancel(payment)).isEqualTo(first);
        assertThat(stripe.taken(payment)).isEqualTo(1999);
    }

    @ParameterizedTest
    @CsvSource({
        StripeStandIn.DECLINED + ", card_declined",
        StripeStandIn.INSUFFICIENT_FUNDS + ", insufficient_funds",
        // That it is known to be lost is not for whoever uses it.
        StripeStandIn.LOST_CARD + ", card_declined",
        "pm_nobodys, resource_missing"
    })
    void refusalsNameTheirCodeAndStay(String method, String code) throws Exception {
        assertThat(charge(method)).isEqualTo(new Declined(code));

        stripe.forgetKeys();
        assertThat(charge(method)).isEqualTo(new Declined(code));
        assertThat(gateway.cancel(payment)).isEqualTo(new Declined(code));
        assertThat(stripe.intentsOf(payment)).hasSizeLessThan(2);
        assertThat(stripe.taken(payment)).isZero();
    }

    @Test
    void aRefusedIntentCannotBePaidBySomebodyElse() throws Exception {
        charge(StripeStandIn.DECLINED);

        assertThat(stripe.status(payment)).isEqualTo("canceled");
    }

    @Test
    void theCustomerIsLedToTheirBank() throws Exception {
        assertThat(charge(StripeStandIn.THREE_D_SECURE)).isEqualTo(actionRequired());
        assertThat(gateway.resume(payment)).isEqualTo(actionRequired());
        assertThat(charge(StripeStandIn.THREE_D_SECURE)).isEqualTo(actionRequired());

        assertThat(stripe.taken(payment)).isZero();
    }

    @Test
    void whoeverHasActedIsCharged() throws Exception {
        charge(StripeStandIn.THREE_D_SECURE);
        stripe.authenticate(payment);

        assertThat(gateway.resume(payment)).isEqualTo(captured());
        assertThat(gateway.resume(payment)).isEqualTo(captured());
        assertThat(stripe.taken(payment)).isEqualTo(1999);
    }

    @Test
    void whoeverHasActedInVainIsNot() throws Exception {
        charge(StripeStandIn.THREE_D_SECURE);
        stripe.failAuthentication(payment);

        assertThat(gateway.resume(payment)).isEqualTo(new Declined("payment_intent_authentication_failure"));
        assertThat(stripe.status(payment)).isEqualTo("canceled");
    }

    @Test
    void whoeverGetsNoAnswerAsksAgainAndIsChargedOnce() throws Exception {
        loseTheAnswerToTheCharge();

        assertThat(charge(StripeStandIn.VISA)).isEqualTo(captured());
        assertThat(stripe.intentsOf(payment)).hasSize(1);
        assertThat(stripe.taken(payment)).isEqualTo(1999);
    }

    @Test
    void aCaptureWhoseAnswerIsLostIsFoundDone() throws Exception {
        charge(StripeStandIn.THREE_D_SECURE);
        stripe.authenticate(payment);
        stripe.loseAnswer("POST /v1/payment_intents/%s/capture".formatted(intent()), SILENCE);
        assertThatThrownBy(() -> gateway(IMPATIENCE).resume(payment)).isInstanceOf(GatewayUnavailable.class);
        assertThat(stripe.taken(payment)).isEqualTo(1999);

        assertThat(gateway.resume(payment)).isEqualTo(captured());
        assertThat(stripe.taken(payment)).isEqualTo(1999);
    }

    @Test
    void whoeverDiesBeforeNotingTheIntentFindsItByItsKey() throws Exception {
        loseTheAnswerToTheCharge();
        forgetNotes();
        gateway = gateway(PATIENCE);

        assertThat(charge(StripeStandIn.VISA)).isEqualTo(captured());
        assertThat(stripe.intentsOf(payment)).hasSize(1);
        assertThat(stripe.taken(payment)).isEqualTo(1999);
    }

    @Test
    void whoeverDiesAfterTheCaptureFindsItDone() throws Exception {
        charge(StripeStandIn.VISA);
        forgetNotes();
        gateway = gateway(PATIENCE);

        assertThat(charge(StripeStandIn.VISA)).isEqualTo(captured());
        assertThat(stripe.taken(payment)).isEqualTo(1999);
    }

    @Test
    void whoeverComesADayLaterFindsTheIntentByWhatIsNotedOnIt() throws Exception {
        loseTheAnswerToTheCharge();
        stripe.forgetKeys();
        aDayPassesInTheNotes();

        assertThat(charge(StripeStandIn.VISA)).isEqualTo(captured());
        assertThat(stripe.intentsOf(payment)).hasSize(1);
    }

    @Test
    void whoeverComesADayLaterWithoutNotesDoesNotChargeTwice() throws Exception {
        charge(StripeStandIn.VISA);
        forgetNotes();
        stripe.forgetKeys();

        assertThat(gateway.charge(
                        payment,
                        AMOUNT,
                        new PaymentMethod(StripeStandIn.VISA),
                        Instant.now().minus(Duration.ofHours(25))))
                .isEqualTo(captured());
        assertThat(stripe.intentsOf(payment)).hasSize(1);
    }

    @Test
    void anIntentIsFoundBeyondTheFirstPage() throws Exception {
        loseTheAnswerToTheCharge();
        stripe.sellElsewhere(101);

        assertThat(gateway.cancel(payment)).isEqualTo(new Cancelled());
        assertThat(stripe.status(payment)).isEqualTo("canceled");
    }

    @ParameterizedTest
    @CsvSource({
        "500, api_error,",
        "503, api_error,",
        "409, invalid_request_error, idempotency_key_in_use",
        "400, invalid_request_error, lock_timeout",
        "400, idempotency_error,",
        "429, invalid_request_error, rate_limit",
        // Somebody has to correct the setting; the customer has done nothing wrong.
        "401, invalid_request_error,",
        "403, invalid_request_error,"
    })
    void whatCanGetBetterIsAskedAgain(int status, String type, String code) throws Exception {
        stripe.refuse(status, type, code, 1);
        assertThatThrownBy(() -> charge(StripeStandIn.VISA)).isInstanceOf(GatewayUnavailable.class);

        assertThat(charge(StripeStandIn.VISA)).isEqualTo(captured());
    }

    @Test
    void whateverStandsInTheWayOfStripeIsWaitedFor() throws Exception {
        stripe.disturb(aResponse().withStatus(502).withBody("<html>Bad gateway</html>"), 1);
        stripe.disturb(aResponse().withStatus(200).withBody("<html>Please sign in</html>"), 1);
        stripe.disturb(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), 1);
        for (int disturbed = 0; disturbed < 3; disturbed++) {
            assertThatThrownBy(() -> charge(StripeStandIn.VISA)).isInstanceOf(GatewayUnavailable.class);
        }

        assertThat(charge(StripeStandIn.VISA)).isEqualTo(captured());
        assertThat(stripe.taken(payment)).isEqualTo(1999);
    }

    @Test
    void theSamePaymentTwentyTimesAtOnceIsOneCharge() throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = Collections.nCopies(20, 0).stream()
                    .map(i -> threads.submit(() -> {
                        start.await();
                        return charge(StripeStandIn.VISA);
                    }))
                    .toList();
            start.countDown();
            for (Future<PaymentOutcome> answer : answers) {
                assertThat(answer.get()).isEqualTo(captured());
            }
        }
        assertThat(stripe.intentsOf(payment)).hasSize(1);
    }

    @Test
    void chargingAndCancellingAtOnceEndAlike() throws Exception {
        for (int round = 0; round < 20; round++) {
            PaymentId contested = PaymentId.of(OrderId.random(), 1);
            PaymentOutcome charged;
            PaymentOutcome cancelled;
            var start = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<PaymentOutcome> charging = threads.submit(() -> {
                    start.await();
                    return gateway.charge(contested, AMOUNT, new PaymentMethod(StripeStandIn.VISA), Instant.now());
                });
                Future<PaymentOutcome> cancelling = threads.submit(() -> {
                    start.await();
                    return gateway.cancel(contested);
                });
                start.countDown();
                charged = charging.get();
                cancelled = cancelling.get();
            }
            assertThat(charged).isEqualTo(cancelled);
            assertThat(stripe.taken(contested)).isEqualTo(charged instanceof Captured ? 1999 : 0);
        }
    }

    @Test
    void aPaymentCancelledBeforeItsChargeIsNeverCharged() throws Exception {
        assertThat(gateway.cancel(payment)).isEqualTo(new Cancelled());

        assertThat(charge(StripeStandIn.VISA)).isEqualTo(new Cancelled());
        assertThat(stripe.intentsOf(payment)).isEmpty();
    }

    @Test
    void aPaymentCancelledWhileStripeIsSilentIsNeverCharged() throws Exception {
        loseTheAnswerToTheCharge();

        assertThat(gateway.cancel(payment)).isEqualTo(new Cancelled());
        assertThat(stripe.status(payment)).isEqualTo("canceled");
        assertThat(charge(StripeStandIn.VISA)).isEqualTo(new Cancelled());
    }

    @Test
    void aPaymentThatWasGivenUpIsNotTakenWhenTheCustomerActsAfterAll() throws Exception {
        charge(StripeStandIn.THREE_D_SECURE);
        stripe.refuse(503, "api_error", null, 2);
        assertThatThrownBy(() -> gateway.cancel(payment)).isInstanceOf(GatewayUnavailable.class);
        assertThatThrownBy(() -> gateway.cancel(payment)).isInstanceOf(GatewayUnavailable.class);
        stripe.authenticate(payment);

        assertThat(gateway.resume(payment)).isEqualTo(new Cancelled());
        assertThat(gateway.cancel(payment)).isEqualTo(new Cancelled());
        assertThat(stripe.status(payment)).isEqualTo("canceled");
        assertThat(stripe.taken(payment)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"requires_action", "requires_confirmation", "requires_payment_method", "processing", "canceled"})
    void aPaymentThatIsNotTakenCanBeCancelled(String status) throws Exception {
        charge(StripeStandIn.THREE_D_SECURE);
        stripe.become(payment, status);

        assertThat(gateway.cancel(payment)).isEqualTo(new Cancelled());
        assertThat(gateway.cancel(payment)).isEqualTo(new Cancelled());
        assertThat(stripe.status(payment)).isEqualTo("canceled");
        assertThat(gateway.resume(payment)).isEqualTo(new Cancelled());
    }

    @Test
    void aPaymentThatIsTakenStaysTaken() throws Exception {
        charge(StripeStandIn.VISA);

        assertThat(gateway.cancel(payment)).isEqualTo(captured());
        assertThat(stripe.taken(payment)).isEqualTo(1999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"requires_confirmation", "processing", "something_new"})
    void aPaymentThatIsNeitherTakenNorRefusedIsAskedAboutAgain(String status) throws Exception {
        charge(StripeStandIn.THREE_D_SECURE);
        stripe.become(payment, status);

        assertThatThrownBy(() -> gateway.resume(payment)).isInstanceOf(GatewayUnavailable.class);
    }

    @Test
    void anAuthorisationThatRanOutIsNotTaken() throws Exception {
        charge(StripeStandIn.THREE_D_SECURE);
        stripe.become(payment, "canceled");

        assertThat(gateway.resume(payment)).isEqualTo(new Cancelled());
        assertThat(charge(StripeStandIn.THREE_D_SECURE)).isEqualTo(new Cancelled());
    }

    @ParameterizedTest
    @CsvSource({"500, JPY, 500", "5.120, KWD, 5120", "5, ISK, 500"})
    void everyCurrencyIsCountedInItsOwnUnits(String amount, String currency, long units) throws Exception {
        gateway.charge(payment, Money.of(amount, currency), new PaymentMethod(StripeStandIn.VISA), Instant.now());

        assertThat(stripe.taken(payment)).isEqualTo(units);
    }

    @Test
    void anAmountThatStripeCannotTakeExactlyIsNotTakenAtAll() throws Exception {
        Money thousandth = Money.of("5.124", "KWD");
        var declined = new Declined("amount_not_chargeable");

        assertThat(gateway.charge(payment, thousandth, new PaymentMethod(StripeStandIn.VISA), Instant.now()))
                .isEqualTo(declined);
        assertThat(gateway.cancel(payment)).isEqualTo(declined);
        assertThat(stripe.intentsOf(payment)).isEmpty();
    }

    @Test
    void nothingIsPaidWithoutStripe() throws Exception {
        var free = new Captured("free-of-charge");
        Money nothing = Money.of("0", "EUR");

        assertThat(gateway.charge(payment, nothing, new PaymentMethod(StripeStandIn.VISA), Instant.now()))
                .isEqualTo(free);
        assertThat(gateway.resume(payment)).isEqualTo(free);
        assertThat(gateway.cancel(payment)).isEqualTo(free);
        assertThat(requests()).isEmpty();
    }

    @Test
    void aPaymentThatNobodyHasMadeIsNotAnswered() {
        assertThatThrownBy(() -> gateway.resume(payment)).isInstanceOf(GatewayUnavailable.class);
    }

    @Test
    void moneyIsGivenBackInPartsAndNeverMoreThanWasTaken() throws Exception {
        charge(StripeStandIn.VISA);
        RefundId first = refund();
        RefundId second = refund();

        assertThat(gateway.refund(payment, first, Money.of("5", "EUR"))).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(gateway.refund(payment, second, Money.of("14.99", "EUR")))
                .isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(stripe.givenBack(payment)).isEqualTo(1999);
        assertThat(gateway.refund(payment, refund(), Money.of("0.01", "EUR")))
                .isEqualTo(new RefundOutcome.Refused("charge_already_refunded"));
        assertThat(stripe.requests()).contains("POST /v1/refunds %s:refund".formatted(first));
    }

    @Test
    void moreThanIsLeftIsRefusedAndStaysRefused() throws Exception {
        charge(StripeStandIn.VISA);
        RefundId tooMuch = refund();

        assertThat(gateway.refund(payment, tooMuch, Money.of("20", "EUR")))
                .isEqualTo(new RefundOutcome.Refused("amount_too_large"));
        stripe.forgetKeys();
        assertThat(gateway.refund(payment, tooMuch, Money.of("20", "EUR")))
                .isEqualTo(new RefundOutcome.Refused("amount_too_large"));
        assertThat(stripe.givenBack(payment)).isZero();
    }

    @Test
    void aRefundThatTheBankDoesNotTakeIsRefused() throws Exception {
        charge(StripeStandIn.VISA);
        stripe.refuseNextRefund("expired_or_canceled_card");

        assertThat(gateway.refund(payment, refund(), AMOUNT))
                .isEqualTo(new RefundOutcome.Refused("expired_or_canceled_card"));
    }

    @Test
    void aRefundWhoseAnswerIsLostIsMadeOnceEvenADayLater() throws Exception {
        charge(StripeStandIn.VISA);
        RefundId refund = refund();
        stripe.loseAnswer("POST /v1/refunds", SILENCE);
        assertThatThrownBy(() -> gateway(IMPATIENCE).refund(payment, refund, Money.of("5", "EUR")))
                .isInstanceOf(GatewayUnavailable.class);
        stripe.forgetKeys();

        RefundOutcome outcome = gateway.refund(payment, refund, Money.of("5", "EUR"));

        assertThat(outcome).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(stripe.givenBack(payment)).isEqualTo(500);
        assertThat(gateway.refund(payment, refund, Money.of("5", "EUR"))).isEqualTo(outcome);
        forgetNotes();
        assertThat(gateway.refund(payment, refund, Money.of("5", "EUR"))).isEqualTo(outcome);
        assertThat(stripe.givenBack(payment)).isEqualTo(500);
    }

    @Test
    void whatWasNeverTakenIsNotGivenBack() throws Exception {
        assertThat(gateway.refund(payment, refund(), AMOUNT)).isEqualTo(new RefundOutcome.Refused("payment_unknown"));
        charge(StripeStandIn.THREE_D_SECURE);
        assertThat(gateway.refund(payment, refund(), AMOUNT)).isEqualTo(new RefundOutcome.Refused("resource_missing"));
    }

    /** Stripe has set the money aside, and nobody has heard of it. */
    private void loseTheAnswerToTheCharge() {
        stripe.loseAnswer("POST /v1/payment_intents", SILENCE);
        var visa = new PaymentMethod(StripeStandIn.VISA);
        assertThatThrownBy(() -> gateway(IMPATIENCE).charge(payment, AMOUNT, visa, Instant.now()))
                .isInstanceOf(GatewayUnavailable.class);
        assertThat(stripe.status(payment)).isEqualTo("requires_capture");
    }

    private static StripeGateway gateway(Duration patience) {
        var settings = new StripeSettings(
                "sk_test_standin", "whsec_test", stripe.url(), null, PATIENCE, patience, Duration.ofMinutes(5));
        return new StripeGateway(
                new StripeApi(settings, "https://shop.example/back"), new PaymentNotes(jdbi), new RefundNotes(jdbi));
    }

    private PaymentOutcome charge(String method) throws GatewayUnavailable {
        return gateway.charge(payment, AMOUNT, new PaymentMethod(method), Instant.now());
    }

    private Captured captured() {
        return new Captured(intent());
    }

    private ActionRequired actionRequired() {
        return new ActionRequired(
                new PaymentAction(URI.create("https://hooks.stripe.example/3d_secure_2/hosted?intent=" + intent())));
    }

    private String intent() {
        return stripe.intent(payment).path("id").asString();
    }

    private List<String> requests() {
        return stripe.requests().stream()
                .filter(request -> request.contains(payment.toString()))
                .toList();
    }

    private static RefundId refund() {
        return new RefundId(UUID.randomUUID());
    }

    private static void forgetNotes() {
        jdbi.useHandle(handle -> handle.execute("TRUNCATE saga.stripe_payment, saga.stripe_refund"));
    }

    private static void aDayPassesInTheNotes() {
        jdbi.useHandle(
                handle -> handle.execute("UPDATE saga.stripe_payment SET begun_at = begun_at - interval '1 day'"));
    }
}
