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
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderId;
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
import org.junit.jupiter.api.Test;
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
                        new ConfirmOrder(order), new CommitStock(TEA_STOCK, order), new CommitStock(CUP_STOCK, order));
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
    void stockNotReservedInTimeRejectsTheOrderAndSupersedesReservationsNotSentYet() {
        process.onReservationDeadline();

        expectRejection(RejectionReason.RESERVATION_TIMEOUT);
    }

    @Test
    void aPaymentThatNeedsTheCustomerIsCancelledAtItsDeadline() {
        pay();
        process.on(new PaymentActionRequired(payment(order), order));
        process.on(new PaymentActionRequired(payment(order), order));
        assertThat(take()).containsExactly(new AwaitPayment(order));

        process.onPaymentDeadline();
        process.onPaymentDeadline();
        assertThat(take()).containsExactly(new CancelPayment(payment(order), "payment-timeout"));
        assertThat(process.isFinished()).isFalse();

        process.on(new PaymentCancelled(payment(order), order));
        expectRejection(RejectionReason.PAYMENT_TIMEOUT);
    }

    @Test
    void aPaymentCapturedDespiteItsCancellationConfirmsTheOrder() {
        pay();
        process.onPaymentDeadline();
        process.on(captured());

        assertThat(take()).contains(new ConfirmOrder(order)).noneMatch(CancelPayment.class::isInstance);
    }

    @Test
    void aPaymentIsOnlyCancelledAfterItsRequestIsThrough() {
        take();
        process.on(teaReserved(order));
        process.on(cupReserved(order));
        process.onPaymentDeadline();

        assertThat(take()).containsExactly(requestPayment());
        assertThat(take()).hasOnlyElementsOfType(CancelPayment.class);
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
        process.on(captured());
        process.on(cupReserved(order));
        process.onPaymentDeadline();

        assertThat(take()).isEmpty();
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
        assertThat(take())
                .containsExactlyInAnyOrder(
                        new RejectOrder(order, reason),
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
