package io.saler.command.payment;

import io.saler.identity.UserId;
import io.saler.order.OrderId;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentFailure.ContradictoryOutcome;
import io.saler.payment.PaymentFailure.NotRefundable;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentRefundRefused;
import io.saler.payment.PaymentRefundRequested;
import io.saler.payment.PaymentRefunded;
import io.saler.payment.PaymentRequested;
import io.saler.payment.RecordPaymentActionRequired;
import io.saler.payment.RecordPaymentCancelled;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.payment.RecordPaymentDeclined;
import io.saler.payment.RecordPaymentRefundRefused;
import io.saler.payment.RecordPaymentRefunded;
import io.saler.payment.RefundId;
import io.saler.payment.RefundPayment;
import io.saler.payment.RequestPayment;
import io.saler.value.Money;
import java.net.URI;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private static final OrderId ORDER = OrderId.random();
    private static final PaymentId PAYMENT = PaymentId.of(ORDER, 1);
    private static final UserId CUSTOMER = UserId.random();
    private static final Money AMOUNT = Money.of("12.50", "EUR");
    private static final PaymentMethod METHOD = new PaymentMethod("pm_approve");

    private static final PaymentAction THREE_D_SECURE = new PaymentAction(URI.create("https://gateway.example/3ds/1"));
    private static final RefundId REFUND = new RefundId(UUID.randomUUID());
    private static final RefundId LATER = new RefundId(UUID.randomUUID());

    private static final PaymentRequested REQUESTED = new PaymentRequested(PAYMENT, ORDER, CUSTOMER, AMOUNT, METHOD);
    private static final PaymentCaptured CAPTURED = new PaymentCaptured(PAYMENT, ORDER, AMOUNT, "gw-1");
    private static final PaymentDeclined DECLINED = new PaymentDeclined(PAYMENT, ORDER, "insufficient_funds");
    private static final PaymentCancelled CANCELLED = new PaymentCancelled(PAYMENT, ORDER);
    private static final PaymentActionRequired ACTION_REQUIRED =
            new PaymentActionRequired(PAYMENT, ORDER, THREE_D_SECURE);

    private static final RequestPayment REQUEST = new RequestPayment(PAYMENT, ORDER, CUSTOMER, AMOUNT, METHOD);
    private static final RecordPaymentCaptured CAPTURE = new RecordPaymentCaptured(PAYMENT, "gw-1");
    private static final RecordPaymentDeclined DECLINE = new RecordPaymentDeclined(PAYMENT, "insufficient_funds");
    private static final RecordPaymentCancelled CANCELLATION = new RecordPaymentCancelled(PAYMENT);
    private static final RecordPaymentActionRequired ACTION = new RecordPaymentActionRequired(PAYMENT, THREE_D_SECURE);

    private final AggregateTestFixture<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void aPaymentIsRequestedOnce() {
        payment.givenNoPriorActivity().when(REQUEST).expectEvents(REQUESTED);
        payment.given(REQUESTED)
                .when(REQUEST)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        payment.given(REQUESTED, DECLINED)
                .when(REQUEST)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void everyOutcomeIsRecorded() {
        payment.given(REQUESTED).when(CAPTURE).expectEvents(CAPTURED);
        payment.given(REQUESTED).when(DECLINE).expectEvents(DECLINED);
        payment.given(REQUESTED).when(CANCELLATION).expectEvents(CANCELLED);
        payment.given(REQUESTED).when(ACTION).expectEvents(ACTION_REQUIRED);
        payment.given(REQUESTED, ACTION_REQUIRED).when(CAPTURE).expectEvents(CAPTURED);
    }

    @Test
    void anOutcomeToldAgainChangesNothing() {
        nothing(CAPTURE, REQUESTED, CAPTURED);
        nothing(DECLINE, REQUESTED, DECLINED);
        nothing(CANCELLATION, REQUESTED, CANCELLED);
        nothing(ACTION, REQUESTED, ACTION_REQUIRED);
    }

    @Test
    void anActionRequiredAfterTheOutcomeChangesNothing() {
        nothing(ACTION, REQUESTED, CAPTURED);
        nothing(ACTION, REQUESTED, DECLINED);
        nothing(ACTION, REQUESTED, CANCELLED);
    }

    @Test
    void theFirstOfTwoWaysNotToPayStands() {
        nothing(DECLINE, REQUESTED, CANCELLED);
        nothing(CANCELLATION, REQUESTED, DECLINED);
    }

    @Test
    void moneyTakenCannotBeUntaken() {
        contradicts(DECLINE, REQUESTED, CAPTURED);
        contradicts(CANCELLATION, REQUESTED, CAPTURED);
    }

    @Test
    void moneyNotTakenCannotBeTaken() {
        contradicts(CAPTURE, REQUESTED, DECLINED);
        contradicts(CAPTURE, REQUESTED, CANCELLED);
    }

    @Test
    void cancellingIsAskedForOnceAndOnlyBeforeTheEnd() {
        var asked = new PaymentCancellationRequested(PAYMENT, ORDER, "too late");
        var cancel = new CancelPayment(PAYMENT, ORDER, "too late");
        payment.given(REQUESTED).when(cancel).expectEvents(asked);
        payment.given(REQUESTED, asked).when(CAPTURE).expectEvents(CAPTURED);
        nothing(cancel, REQUESTED, asked);
        nothing(cancel, REQUESTED, CAPTURED);
        nothing(cancel, REQUESTED, DECLINED);
        nothing(cancel, REQUESTED, CANCELLED);
    }

    @Test
    void moneyTakenIsGivenBackInParts() {
        payment.given(REQUESTED, CAPTURED).when(refund(REFUND, "5.00")).expectEvents(refundRequested(REFUND, "5.00"));
        payment.given(REQUESTED, CAPTURED, refundRequested(REFUND, "5.00"))
                .when(new RecordPaymentRefunded(PAYMENT, REFUND, "re-1"))
                .expectEvents(refunded(REFUND, "5.00", "5.00", "re-1"));
        payment.given(
                        REQUESTED,
                        CAPTURED,
                        refundRequested(REFUND, "5.00"),
                        refunded(REFUND, "5.00", "5.00", "re-1"),
                        refundRequested(LATER, "7.50"))
                .when(new RecordPaymentRefunded(PAYMENT, LATER, "re-2"))
                .expectEvents(refunded(LATER, "7.50", "12.50", "re-2"));
    }

    @Test
    void aRefundIsAskedForAndAnsweredOnce() {
        nothing(refund(REFUND, "5.00"), REQUESTED, CAPTURED, refundRequested(REFUND, "5.00"));
        nothing(
                new RecordPaymentRefunded(PAYMENT, REFUND, "re-1"),
                REQUESTED,
                CAPTURED,
                refundRequested(REFUND, "5.00"),
                refunded(REFUND, "5.00", "5.00", "re-1"));
        var refusal = new PaymentRefundRefused(PAYMENT, ORDER, REFUND, AMOUNT, "charge_disputed");
        payment.given(REQUESTED, CAPTURED, refundRequested(REFUND, "12.50"))
                .when(new RecordPaymentRefundRefused(PAYMENT, REFUND, "charge_disputed"))
                .expectEvents(refusal);
        nothing(
                new RecordPaymentRefunded(PAYMENT, REFUND, "re-1"),
                REQUESTED,
                CAPTURED,
                refundRequested(REFUND, "12.50"),
                refusal);
    }

    @Test
    void whatTheGatewayRefusedToGiveBackCanBeAskedForAnew() {
        payment.given(
                        REQUESTED,
                        CAPTURED,
                        refundRequested(REFUND, "12.50"),
                        new PaymentRefundRefused(PAYMENT, ORDER, REFUND, AMOUNT, "charge_disputed"))
                .when(refund(LATER, "12.50"))
                .expectEvents(refundRequested(LATER, "12.50"));
    }

    @Test
    void neverMoreIsGivenBackThanWasTaken() {
        notRefundable(refund(REFUND, "12.51"), REQUESTED, CAPTURED);
        notRefundable(refund(LATER, "7.51"), REQUESTED, CAPTURED, refundRequested(REFUND, "5.00"));
        notRefundable(refund(REFUND, "0.01"), REQUESTED);
        notRefundable(refund(REFUND, "0.01"), REQUESTED, DECLINED);
        notRefundable(refund(REFUND, "0.01"), REQUESTED, CANCELLED);
    }

    private void notRefundable(RefundPayment command, Object... before) {
        payment.given(before).when(command).expectException(NotRefundable.class).expectNoEvents();
    }

    private static RefundPayment refund(RefundId refund, String amount) {
        return new RefundPayment(PAYMENT, refund, Money.of(amount, "EUR"));
    }

    private static PaymentRefundRequested refundRequested(RefundId refund, String amount) {
        return new PaymentRefundRequested(PAYMENT, ORDER, refund, Money.of(amount, "EUR"));
    }

    private static PaymentRefunded refunded(RefundId refund, String amount, String inAll, String reference) {
        return new PaymentRefunded(
                PAYMENT, ORDER, refund, Money.of(amount, "EUR"), AMOUNT, Money.of(inAll, "EUR"), reference);
    }

    @Test
    void aPaymentCalledOffBeforeItIsRequestedNeverIs() {
        payment.givenNoPriorActivity()
                .when(new CancelPayment(PAYMENT, ORDER, "too late"))
                .expectEvents(CANCELLED);
        nothing(REQUEST, CANCELLED);
        nothing(new CancelPayment(PAYMENT, ORDER, "too late"), CANCELLED);
        notRefundable(refund(REFUND, "0.01"), CANCELLED);
    }

    @Test
    void anOutcomeOfAnUnknownPaymentIsRefused() {
        payment.givenNoPriorActivity().when(CAPTURE).expectException(AggregateNotFoundException.class);
    }

    private void nothing(Object command, Object... before) {
        payment.given(before).when(command).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    private void contradicts(Object command, Object... before) {
        payment.given(before)
                .when(command)
                .expectException(ContradictoryOutcome.class)
                .expectNoEvents();
    }
}
