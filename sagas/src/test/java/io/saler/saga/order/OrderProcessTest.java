package io.saler.saga.order;

import static io.saler.saga.Orders.CUP_STOCK;
import static io.saler.saga.Orders.CUSTOMER;
import static io.saler.saga.Orders.TEA_STOCK;
import static io.saler.saga.Orders.TOTAL;
import static io.saler.saga.Orders.cupRejected;
import static io.saler.saga.Orders.cupReserved;
import static io.saler.saga.Orders.payment;
import static io.saler.saga.Orders.placed;
import static io.saler.saga.Orders.teaReserved;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.json.ValueTypesModule;
import io.saler.inventory.CommitStock;
import io.saler.inventory.ReleaseStock;
import io.saler.inventory.ReserveStock;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.SendNotification;
import io.saler.order.AwaitPayment;
import io.saler.order.CompleteCancellation;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderPaymentAttempted;
import io.saler.order.OrderRejected;
import io.saler.order.RejectOrder;
import io.saler.order.RejectionReason;
import io.saler.payment.CancelPayment;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentMethod;
import io.saler.payment.RequestPayment;
import io.saler.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class OrderProcessTest {

    private final OrderId order = OrderId.random();
    private final OrderProcess process = new OrderProcess(placed(order, "pm_approve"));

    @Test
    void aPlacedOrderReservesTheStockOfEveryLine() {
        assertThat(take())
                .containsExactlyInAnyOrder(
                        new ReserveStock(TEA_STOCK, order, new Quantity(3)),
                        new ReserveStock(CUP_STOCK, order, new Quantity(1)));
        assertThat(take()).isEmpty();
    }

    @Test
    void paymentIsRequestedOnceWhenAllStockIsReserved() {
        take();
        process.on(teaReserved(order));
        process.on(teaReserved(order));
        assertThat(take()).isEmpty();

        process.on(cupReserved(order));
        process.on(cupReserved(order));

        assertThat(take()).containsExactly(requestPayment());
        assertThat(take()).isEmpty();
    }

    @Test
    void aCapturedPaymentConfirmsSellsAndThenNotifies() {
        pay();
        process.on(captured());
        process.on(captured());

        assertThat(take())
                .containsExactlyInAnyOrder(
                        new ConfirmOrder(order, PaymentId.of(order, 1)),
                        new CommitStock(TEA_STOCK, order),
                        new CommitStock(CUP_STOCK, order));
        assertThat(process.isFinished()).isFalse();
        assertThat(take())
                .containsExactly(new SendNotification(
                        NotificationId.of(NotificationKind.ORDER_CONFIRMED, order),
                        CUSTOMER,
                        NotificationKind.ORDER_CONFIRMED,
                        order,
                        null));
        assertThat(process.isFinished()).isTrue();
    }

    @Test
    void missingStockReleasesEveryLineEvenThoseNotAnsweredYet() {
        take();
        process.on(cupRejected(order));
        process.on(teaReserved(order));

        expectRejection(RejectionReason.INSUFFICIENT_STOCK);
    }

    @Test
    void aDeclinedPaymentRejectsTheOrder() {
        pay();
        process.on(new PaymentDeclined(payment(order), order, "card_declined"));

        expectRejection(RejectionReason.PAYMENT_DECLINED);
    }

    @Test
    void stockNotReservedInTimeRejectsTheOrderOnceItsPaymentIsImpossible() {
        process.onReservationDeadline();
        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "reservation-timeout"));

        process.on(new PaymentCancelled(payment(order), order));
        expectRejection(RejectionReason.RESERVATION_TIMEOUT);
    }

    /** As after a crash between the request and the note that it was sent. */
    @Test
    void aPaymentThatWasRequestedAndForgottenConfirmsTheOrder() {
        process.onReservationDeadline();
        take();
        process.on(captured());

        assertThat(take()).contains(new ConfirmOrder(order, payment(order)));
    }

    @Test
    void anAttemptThatWasBegunAndForgottenIsCalledOffBeforeTheOrderIsRejected() {
        awaitCustomer();
        process.on(new PaymentDeclined(payment(order), order, "authentication_failed"));
        process.onPaymentDeadline();
        assertThat(process.due().stream().map(process::command))
                .as("refused, since there is a later attempt")
                .containsExactly(new RejectOrder(order, RejectionReason.PAYMENT_TIMEOUT, 1));

        process.on(attempt(2, "pm_approve"));
        assertThat(take()).containsExactly(new CancelPayment(PaymentId.of(order, 2), order, "payment-timeout"));
        process.on(new PaymentCancelled(PaymentId.of(order, 2), order));
        expectRejection(RejectionReason.PAYMENT_TIMEOUT, 2);
    }

    @Test
    void aPaymentThatNeedsTheCustomerIsCancelledAtItsDeadline() {
        pay();
        process.on(new PaymentActionRequired(payment(order), order, null));
        process.on(new PaymentActionRequired(payment(order), order, null));
        assertThat(take()).containsExactly(new AwaitPayment(order, 1));

        process.onPaymentDeadline();
        process.onPaymentDeadline();
        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "payment-timeout"));
        assertThat(process.isFinished()).isFalse();

        process.on(new PaymentCancelled(payment(order), order));
        expectRejection(RejectionReason.PAYMENT_TIMEOUT);
    }

    @Test
    void aPaymentCapturedDespiteItsCancellationConfirmsTheOrder() {
        pay();
        process.onPaymentDeadline();
        process.on(captured());

        assertThat(take())
                .contains(new ConfirmOrder(order, PaymentId.of(order, 1)))
                .noneMatch(CancelPayment.class::isInstance);
    }

    @Test
    void aPaymentCalledOffBeforeItsRequestIsThroughIsNotRequested() {
        take();
        process.on(teaReserved(order));
        process.on(cupReserved(order));
        process.onPaymentDeadline();

        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "payment-timeout"));
        assertThat(take()).isEmpty();
    }

    @Test
    void newsAboutAnotherPaymentChangesNothing() {
        pay();
        process.on(new PaymentDeclined(PaymentId.of(order, 2), order, "card_declined"));

        assertThat(take()).isEmpty();
    }

    @Test
    void lateNewsDoesNotReviveARejectedOrder() {
        take();
        process.on(cupRejected(order));
        take();
        take();
        take();
        process.on(captured());
        process.on(cupReserved(order));
        process.onPaymentDeadline();

        assertThat(take()).isEmpty();
        assertThat(process.isFinished()).isTrue();
    }

    @Test
    void anOrderCancelledBeforeItIsPaidForReleasesItsStock() {
        take();
        process.on(teaReserved(order));
        process.on(cancellation());
        process.on(cupReserved(order));
        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "order-cancelled"));
        process.on(new PaymentCancelled(payment(order), order));

        expectWithdrawal();
    }

    @Test
    void aPaymentUnderWayIsCalledOffBeforeAnOrderIsCancelled() {
        pay();
        process.on(cancellation());
        process.on(cancellation());
        process.onPaymentDeadline();
        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "order-cancelled"));
        assertThat(process.isFinished()).isFalse();

        process.on(new PaymentCancelled(payment(order), order));
        expectWithdrawal();
    }

    @Test
    void aPaymentFasterThanTheCancellationConfirmsTheOrder() {
        pay();
        process.on(cancellation());
        take();
        process.on(captured());

        assertThat(take()).contains(new ConfirmOrder(order, payment(order)));
        assertThat(process.isFinished())
                .as("without a mail of its confirmation")
                .isTrue();
    }

    @Test
    void anOrderCancelledAtItsPaymentsDeadlineIsCancelled() {
        pay();
        process.onPaymentDeadline();
        process.on(cancellation());
        take();
        process.on(new PaymentDeclined(payment(order), order, "card_declined"));

        expectWithdrawal();
    }

    /** As after a crash between the rejection and the note of it. */
    @Test
    void whatWasRejectedAndForgottenStaysRejectedAlthoughSomebodyCancelsIt() {
        pay();
        process.onPaymentDeadline();
        process.on(cancellation());
        take();
        process.on(new PaymentCancelled(payment(order), order));
        process.on(new OrderRejected(order, RejectionReason.PAYMENT_TIMEOUT));

        expectRejection(RejectionReason.PAYMENT_TIMEOUT);
    }

    @Test
    void whatWasCancelledAndForgottenStaysCancelledAlthoughItsTimeIsOver() {
        pay();
        process.onPaymentDeadline();
        take();
        process.on(new PaymentCancelled(payment(order), order));
        process.on(cancellation());
        process.on(new OrderCancelled(order, CUSTOMER, "Ordered by mistake"));

        expectWithdrawal();
    }

    @Test
    void anOrderThatHasComeToAnOutcomeIsNotForThisProcessToCancel() {
        pay();
        process.on(captured());
        process.on(cancellation());
        assertThat(take()).hasSize(3).noneMatch(CompleteCancellation.class::isInstance);

        var rejected = new OrderProcess(placed(order, "pm_approve"));
        rejected.on(cupRejected(order));
        rejected.on(cancellation());
        assertThat(rejected.phase()).isEqualTo(OrderProcess.Phase.REJECTING);
    }

    @Test
    void anAttemptThatMayStillGoThroughIsCalledOffBeforeTheNext() {
        awaitCustomer();
        process.on(attempt(2, "pm_decline"));
        process.on(attempt(2, "pm_decline"));
        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "paid-in-another-way"));

        process.on(new PaymentCancelled(payment(order), order));
        assertThat(take()).containsExactly(requestPayment(2, "pm_decline"));
    }

    @Test
    void anAttemptThatWentThroughAfterAllIsTheOnlyOne() {
        awaitCustomer();
        process.on(attempt(2, "pm_approve"));
        take();
        process.on(captured());

        assertThat(take())
                .contains(new ConfirmOrder(order, payment(order)))
                .noneMatch(RequestPayment.class::isInstance);
    }

    @Test
    void aDeclinedLaterAttemptLetsTheCustomerPayOnceMore() {
        awaitCustomer();
        process.on(attempt(2, "pm_decline"));
        take();
        process.on(new PaymentCancelled(payment(order), order));
        take();
        process.on(new PaymentDeclined(PaymentId.of(order, 2), order, "card_declined"));
        assertThat(take()).containsExactly(new AwaitPayment(order, 2));

        process.on(attempt(3, "pm_approve"));
        assertThat(take()).containsExactly(requestPayment(3, "pm_approve"));
        process.on(new PaymentCaptured(PaymentId.of(order, 3), order, TOTAL, "reference"));
        assertThat(take()).contains(new ConfirmOrder(order, PaymentId.of(order, 3)));
    }

    @Test
    void aCustomerWhoFailedToActMayPayInAnotherWay() {
        awaitCustomer();
        process.on(new PaymentDeclined(payment(order), order, "authentication_failed"));
        assertThat(take()).isEmpty();

        process.on(attempt(2, "pm_approve"));
        assertThat(take()).containsExactly(requestPayment(2, "pm_approve"));
    }

    @Test
    void whenNoAttemptIsOpenAtTheDeadlineThereIsNothingToCallOff() {
        awaitCustomer();
        process.on(new PaymentDeclined(payment(order), order, "authentication_failed"));
        process.onPaymentDeadline();

        expectRejection(RejectionReason.PAYMENT_TIMEOUT);
    }

    @Test
    void aNewAttemptAfterTheDeadlineComesTooLate() {
        awaitCustomer();
        process.onPaymentDeadline();
        process.on(attempt(2, "pm_approve"));
        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "payment-timeout"));
        process.on(new PaymentCancelled(payment(order), order));
        assertThat(take()).containsExactly(new CancelPayment(PaymentId.of(order, 2), order, "payment-timeout"));

        process.on(new PaymentCancelled(PaymentId.of(order, 2), order));
        expectRejection(RejectionReason.PAYMENT_TIMEOUT, 2);
    }

    @Test
    void anOrderGivenUpBeforeItIsPaidForIsRejected() {
        take();
        process.on(teaReserved(order));
        process.on(new OrderGivenUp(order));
        process.on(new OrderGivenUp(order));

        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "given-up-by-administrator"));
        process.on(new PaymentCancelled(payment(order), order));
        expectRejection(RejectionReason.GIVEN_UP_BY_ADMINISTRATOR);
        assertThat(process.reason()).isEqualTo("given-up-by-administrator");
    }

    /** What the gateway says to its being called off is not why. */
    @Test
    void anOrderGivenUpIsRejectedForThatHoweverItsPaymentEnds() {
        pay();
        process.on(new OrderGivenUp(order));
        take();
        process.on(new PaymentDeclined(payment(order), order, "card_declined"));

        expectRejection(RejectionReason.GIVEN_UP_BY_ADMINISTRATOR);
    }

    @Test
    void ofAnOrderGivenUpWhileAnotherAttemptWasAskedForBothAreCalledOff() {
        awaitCustomer();
        process.on(attempt(2, "pm_approve"));
        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "paid-in-another-way"));
        process.on(new OrderGivenUp(order));
        assertThat(take()).containsExactly(new CancelPayment(payment(order), order, "given-up-by-administrator"));
        process.on(new PaymentDeclined(payment(order), order, "card_declined"));
        assertThat(take())
                .containsExactly(new CancelPayment(PaymentId.of(order, 2), order, "given-up-by-administrator"));

        process.on(new PaymentCancelled(PaymentId.of(order, 2), order));
        expectRejection(RejectionReason.GIVEN_UP_BY_ADMINISTRATOR, 2);
    }

    @Test
    void anOrderGivenUpWhenNoAttemptIsOpenIsRejectedAtOnce() {
        awaitCustomer();
        process.on(new PaymentDeclined(payment(order), order, "authentication_failed"));
        process.on(new OrderGivenUp(order));

        expectRejection(RejectionReason.GIVEN_UP_BY_ADMINISTRATOR);
    }

    /** The order itself takes back then what it sold. */
    @Test
    void aPaymentFasterThanGivingUpIsNotCelebrated() {
        pay();
        process.on(new OrderGivenUp(order));
        take();
        process.on(captured());

        assertThat(take()).contains(new ConfirmOrder(order, payment(order)));
        assertThat(process.isFinished()).isTrue();
        assertThat(process.reason()).isNull();
    }

    /** The order itself takes back what is sold, and says so to its customer. */
    @ParameterizedTest
    @MethodSource("ends")
    void whatIsPaidAlreadyIsSoldButNotCelebratedOnceItIsGivenUpOrCancelled(BiConsumer<OrderProcess, OrderId> end) {
        pay();
        process.on(captured());
        assertThat(process.isTakenBack()).isFalse();
        end.accept(process, order);

        assertThat(process.isTakenBack()).isTrue();
        assertThat(take())
                .containsExactlyInAnyOrder(
                        new ConfirmOrder(order, payment(order)),
                        new CommitStock(TEA_STOCK, order),
                        new CommitStock(CUP_STOCK, order));
        assertThat(process.isFinished()).isTrue();
    }

    static Stream<BiConsumer<OrderProcess, OrderId>> ends() {
        return Stream.of(
                (process, order) -> process.on(new OrderGivenUp(order)),
                (process, order) -> process.on(new OrderCancellationRequested(order, "Ordered by mistake")),
                (process, order) -> process.on(new OrderCancelled(order, CUSTOMER, "Ordered by mistake")));
    }

    private void awaitCustomer() {
        pay();
        process.on(new PaymentActionRequired(payment(order), order, null));
        assertThat(take()).containsExactly(new AwaitPayment(order, 1));
    }

    private OrderPaymentAttempted attempt(int number, String method) {
        return new OrderPaymentAttempted(order, number, new PaymentMethod(method), UUID.randomUUID());
    }

    private OrderCancellationRequested cancellation() {
        return new OrderCancellationRequested(order, "Ordered by mistake");
    }

    private RequestPayment requestPayment(int attempt, String method) {
        return new RequestPayment(PaymentId.of(order, attempt), order, CUSTOMER, TOTAL, new PaymentMethod(method));
    }

    private void expectWithdrawal() {
        assertThat(take()).containsExactly(new CompleteCancellation(order));
        assertThat(take())
                .containsExactlyInAnyOrder(
                        new ReleaseStock(TEA_STOCK, order, "order-cancelled"),
                        new ReleaseStock(CUP_STOCK, order, "order-cancelled"));
        assertThat(process.isFinished()).isTrue();
    }

    @Test
    void aProcessReadBackFromStorageGoesOnWhereItWas() {
        var json = JsonMapper.builder().addModule(new ValueTypesModule()).build();
        process.done(process.due().getFirst());
        process.on(teaReserved(order));

        OrderProcess restored = json.readValue(json.writeValueAsString(process), OrderProcess.class);

        assertThat(restored).usingRecursiveComparison().isEqualTo(process);
        assertThat(restored.due()).hasSize(1);
        restored.on(cupReserved(order));
        assertThat(restored.due().stream().map(restored::command)).containsExactly(requestPayment());
    }

    private RequestPayment requestPayment() {
        return new RequestPayment(payment(order), order, CUSTOMER, TOTAL, new PaymentMethod("pm_approve"));
    }

    private PaymentCaptured captured() {
        return new PaymentCaptured(payment(order), order, TOTAL, "reference");
    }

    private void pay() {
        take();
        process.on(teaReserved(order));
        process.on(cupReserved(order));
        take();
    }

    private void expectRejection(RejectionReason reason) {
        expectRejection(reason, 1);
    }

    private void expectRejection(RejectionReason reason, int attempt) {
        assertThat(take()).containsExactly(new RejectOrder(order, reason, attempt));
        assertThat(take())
                .containsExactlyInAnyOrder(
                        new ReleaseStock(TEA_STOCK, order, reason.code()),
                        new ReleaseStock(CUP_STOCK, order, reason.code()));
        assertThat(take())
                .containsExactly(new SendNotification(
                        NotificationId.of(NotificationKind.ORDER_REJECTED, order),
                        CUSTOMER,
                        NotificationKind.ORDER_REJECTED,
                        order,
                        reason.code()));
        assertThat(process.isFinished()).isTrue();
    }

    /** Takes all steps of the present stage and returns their commands. */
    private List<Object> take() {
        var commands = new ArrayList<Object>();
        for (Step step : process.due()) {
            commands.add(process.command(step));
            process.done(step);
        }
        return commands;
    }
}
