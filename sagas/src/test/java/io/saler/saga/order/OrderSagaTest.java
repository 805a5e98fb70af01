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
import io.saler.order.OrderId;
import io.saler.order.OrderPaymentAttempted;
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
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderSagaTest {

    private static final Duration RESERVATION = Duration.ofMinutes(1);
    private static final Duration PAYMENT = Duration.ofMinutes(5);

    private final OrderId order = OrderId.random();
    private final AtomicBoolean away = new AtomicBoolean();
    private SagaTestFixture<OrderSaga> fixture;

    @BeforeEach
    void saga() {
        fixture = new SagaTestFixture<>(OrderSaga.class);
        fixture.setCallbackBehavior((command, metaData) -> {
            if (away.get()) {
                throw new IllegalStateException("away");
            }
            return null;
        });
        fixture.registerResource(new OrderSettings(RESERVATION, PAYMENT));
        fixture.registerResource(new OrderSteps(DefaultCommandGateway.builder()
                .commandBus(fixture.getCommandBus())
                .build()));
    }

    @Test
    void aPlacedOrderReservesStockUntilADeadline() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(placed(order, "pm_approve"))
                .expectActiveSagas(1)
                .expectAssociationWith("orderId", order.toString())
                .expectScheduledDeadlineWithName(RESERVATION, OrderSaga.RESERVATION_DEADLINE)
                .expectDispatchedCommands(
                        new ReserveStock(TEA_STOCK, order, new Quantity(3)),
                        new ReserveStock(CUP_STOCK, order, new Quantity(1)));
    }

    @Test
    void allStockReservedRequestsPaymentUntilADeadline() {
        fixture.givenAPublished(placed(order, "pm_approve"))
                .andThenAPublished(teaReserved(order))
                .whenPublishingA(cupReserved(order))
                .expectNoScheduledDeadlineWithName(RESERVATION, OrderSaga.RESERVATION_DEADLINE)
                .expectScheduledDeadlineWithName(PAYMENT, OrderSaga.PAYMENT_DEADLINE)
                .expectDispatchedCommands(
                        new RequestPayment(payment(order), order, CUSTOMER, TOTAL, new PaymentMethod("pm_approve")));
    }

    @Test
    void aCapturedPaymentConfirmsTheOrderAndEndsTheProcess() {
        fixture.givenAPublished(placed(order, "pm_approve"))
                .andThenAPublished(teaReserved(order))
                .andThenAPublished(cupReserved(order))
                .whenPublishingA(new PaymentCaptured(payment(order), order, TOTAL, "reference"))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines()
                .expectDispatchedCommands(
                        new ConfirmOrder(order, PaymentId.of(order, 1)),
                        new CommitStock(TEA_STOCK, order),
                        new CommitStock(CUP_STOCK, order),
                        confirmation());
    }

    @Test
    void missingStockRejectsTheOrderAndEndsTheProcess() {
        fixture.givenAPublished(placed(order, "pm_approve"))
                .whenPublishingA(cupRejected(order))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines()
                .expectDispatchedCommands(rejection(RejectionReason.INSUFFICIENT_STOCK));
    }

    @Test
    void aDeclinedPaymentRejectsTheOrderAndEndsTheProcess() {
        fixture.givenAPublished(placed(order, "pm_decline"))
                .andThenAPublished(teaReserved(order))
                .andThenAPublished(cupReserved(order))
                .whenPublishingA(new PaymentDeclined(payment(order), order, "card_declined"))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines()
                .expectDispatchedCommands(rejection(RejectionReason.PAYMENT_DECLINED));
    }

    @Test
    void anOrderWhoseStockIsNotReservedInTimeIsRejected() throws Exception {
        fixture.givenAPublished(placed(order, "pm_approve"))
                .andThenTimeElapses(RESERVATION)
                .whenPublishingA(new PaymentCancelled(payment(order), order))
                .expectActiveSagas(0)
                .expectDispatchedCommands(rejection(RejectionReason.RESERVATION_TIMEOUT));
    }

    @Test
    void aCustomerWhoMustActKeepsThePaymentDeadline() {
        fixture.givenAPublished(placed(order, "pm_requires_action"))
                .andThenAPublished(teaReserved(order))
                .andThenAPublished(cupReserved(order))
                .whenPublishingA(new PaymentActionRequired(payment(order), order, null))
                .expectScheduledDeadlineWithName(PAYMENT, OrderSaga.PAYMENT_DEADLINE)
                .expectDispatchedCommands(new AwaitPayment(order, 1));
    }

    @Test
    void aPaymentNotMadeInTimeIsCancelledAndTheProcessWaitsForItsFate() throws Exception {
        fixture.givenAPublished(placed(order, "pm_requires_action"))
                .andThenAPublished(teaReserved(order))
                .andThenAPublished(cupReserved(order))
                .andThenAPublished(new PaymentActionRequired(payment(order), order, null))
                .whenTimeElapses(PAYMENT)
                .expectActiveSagas(1)
                .expectDispatchedCommands(new CancelPayment(payment(order), order, "payment-timeout"));
    }

    @Test
    void aCancelledPaymentRejectsTheOrder() throws Exception {
        fixture.givenAPublished(placed(order, "pm_never"))
                .andThenAPublished(teaReserved(order))
                .andThenAPublished(cupReserved(order))
                .andThenTimeElapses(PAYMENT)
                .whenPublishingA(new PaymentCancelled(payment(order), order))
                .expectActiveSagas(0)
                .expectDispatchedCommands(rejection(RejectionReason.PAYMENT_TIMEOUT));
    }

    @Test
    void repeatedEventsChangeNothing() {
        fixture.givenAPublished(placed(order, "pm_approve"))
                .andThenAPublished(teaReserved(order))
                .andThenAPublished(cupReserved(order))
                .andThenAPublished(placed(order, "pm_approve"))
                .whenPublishingA(cupReserved(order))
                .expectActiveSagas(1)
                .expectNoDispatchedCommands();
    }

    @Test
    void aFailedStepIsKeptForALaterAttempt() {
        away.set(true);
        fixture.givenNoPriorActivity()
                .whenPublishingA(placed(order, "pm_approve"))
                .expectSuccessfulHandlerExecution()
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(Duration.ofSeconds(1), OrderSaga.RETRY);
    }

    @Test
    void aStepThatFailsAgainIsTriedAfterALongerWait() {
        away.set(true);
        fixture.givenAPublished(placed(order, "pm_approve"))
                .whenTimeElapses(Duration.ofSeconds(1))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(2), OrderSaga.RETRY);
    }

    @Test
    void aFailedStepSucceedsOnceTheReceiverIsBack() {
        away.set(true);
        var given = fixture.givenAPublished(placed(order, "pm_approve"));
        away.set(false);
        given.whenTimeElapses(Duration.ofSeconds(1))
                .expectNoScheduledDeadlineWithName(Duration.ofSeconds(2), OrderSaga.RETRY)
                .expectDispatchedCommands(
                        new ReserveStock(TEA_STOCK, order, new Quantity(3)),
                        new ReserveStock(CUP_STOCK, order, new Quantity(1)));
    }

    @Test
    void theProcessDoesNotEndBeforeItsLastStepIsThrough() {
        var given = fixture.givenAPublished(placed(order, "pm_approve"));
        away.set(true);
        given.whenPublishingA(cupRejected(order))
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(Duration.ofSeconds(1), OrderSaga.RETRY);
    }

    @Test
    void aCancelledOrderEndsTheProcessAndItsDeadlines() {
        fixture.givenAPublished(placed(order, "pm_approve"))
                .andThenAPublished(new OrderCancellationRequested(order, "Ordered by mistake"))
                .whenPublishingA(new PaymentCancelled(payment(order), order))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines()
                .expectDispatchedCommands(
                        new CompleteCancellation(order),
                        new ReleaseStock(TEA_STOCK, order, "order-cancelled"),
                        new ReleaseStock(CUP_STOCK, order, "order-cancelled"));
    }

    @Test
    void aLaterAttemptToPayHasNoLongerDeadline() throws Exception {
        fixture.givenAPublished(placed(order, "pm_requires_action"))
                .andThenAPublished(teaReserved(order))
                .andThenAPublished(cupReserved(order))
                .andThenAPublished(new PaymentActionRequired(payment(order), order, null))
                .andThenTimeElapses(PAYMENT.minusSeconds(60))
                .andThenAPublished(
                        new OrderPaymentAttempted(order, 2, new PaymentMethod("pm_approve"), UUID.randomUUID()))
                .whenPublishingA(new PaymentCancelled(payment(order), order))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(60), OrderSaga.PAYMENT_DEADLINE)
                .expectDispatchedCommands(new RequestPayment(
                        PaymentId.of(order, 2), order, CUSTOMER, TOTAL, new PaymentMethod("pm_approve")));
    }

    private SendNotification confirmation() {
        return new SendNotification(
                NotificationId.of(NotificationKind.ORDER_CONFIRMED, order),
                CUSTOMER,
                NotificationKind.ORDER_CONFIRMED,
                order,
                null);
    }

    private Object[] rejection(RejectionReason reason) {
        return new Object[] {
            new RejectOrder(order, reason, 1),
            new ReleaseStock(TEA_STOCK, order, reason.code()),
            new ReleaseStock(CUP_STOCK, order, reason.code()),
            new SendNotification(
                    NotificationId.of(NotificationKind.ORDER_REJECTED, order),
                    CUSTOMER,
                    NotificationKind.ORDER_REJECTED,
                    order,
                    reason.code())
        };
    }
}
