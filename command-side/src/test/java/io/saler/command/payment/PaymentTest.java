package io.saler.command.payment;

import io.saler.identity.UserId;
import io.saler.order.OrderId;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentFailure.ContradictoryOutcome;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.PaymentRequested;
import io.saler.payment.RecordPaymentActionRequired;
import io.saler.payment.RecordPaymentCancelled;
import io.saler.payment.RecordPaymentCaptured;
import io.saler.payment.RecordPaymentDeclined;
import io.saler.payment.RequestPayment;
import io.saler.value.Money;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private static final OrderId ORDER = OrderId.random();
    private static final PaymentId PAYMENT = PaymentId.of(ORDER, 1);
    private static final UserId CUSTOMER = UserId.random();
    private static final Money AMOUNT = Money.of("12.50", "EUR");
    private static final PaymentMethod METHOD = new PaymentMethod("pm_approve");

    private static final PaymentRequested REQUESTED = new PaymentRequested(PAYMENT, ORDER, CUSTOMER, AMOUNT, METHOD);
    private static final PaymentCaptured CAPTURED = new PaymentCaptured(PAYMENT, ORDER, AMOUNT, "gw-1");
    private static final PaymentDeclined DECLINED = new PaymentDeclined(PAYMENT, ORDER, "insufficient_funds");
    private static final PaymentCancelled CANCELLED = new PaymentCancelled(PAYMENT, ORDER);
    private static final PaymentActionRequired ACTION_REQUIRED = new PaymentActionRequired(PAYMENT, ORDER);

    private static final RequestPayment REQUEST = new RequestPayment(PAYMENT, ORDER, CUSTOMER, AMOUNT, METHOD);
    private static final RecordPaymentCaptured CAPTURE = new RecordPaymentCaptured(PAYMENT, "gw-1");
    private static final RecordPaymentDeclined DECLINE = new RecordPaymentDeclined(PAYMENT, "insufficient_funds");
    private static final RecordPaymentCancelled CANCELLATION = new RecordPaymentCancelled(PAYMENT);
    private static final RecordPaymentActionRequired ACTION = new RecordPaymentActionRequired(PAYMENT);

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
        var cancel = new CancelPayment(PAYMENT, "too late");
        payment.given(REQUESTED).when(cancel).expectEvents(asked);
        payment.given(REQUESTED, asked).when(CAPTURE).expectEvents(CAPTURED);
        nothing(cancel, REQUESTED, asked);
        nothing(cancel, REQUESTED, CAPTURED);
        nothing(cancel, REQUESTED, DECLINED);
        nothing(cancel, REQUESTED, CANCELLED);
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
