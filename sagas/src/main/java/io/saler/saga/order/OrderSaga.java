package io.saler.saga.order;

import io.saler.identity.Actor;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReserved;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderPaymentAttempted;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRejected;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import java.time.Duration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** One order's process in Axon, from the moment it is placed until it is paid for, or never will be. */
@Saga
@ProcessingGroup("order-saga")
@Revision("2")
@SuppressWarnings("NullAway.Init")
public class OrderSaga extends SteppingSaga {

    static final String RESERVATION_DEADLINE = "order-reservation";
    static final String PAYMENT_DEADLINE = "order-payment";

    private OrderProcess process;
    private @Nullable String deadlineName;
    private @Nullable String deadlineId;

    @Autowired
    private transient OrderSettings settings;

    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    public void on(OrderPlaced event) {
        if (process == null) {
            process = new OrderProcess(event);
            goOn();
        }
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(StockReserved event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(StockRejected event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(PaymentActionRequired event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(PaymentCaptured event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(PaymentDeclined event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(PaymentCancelled event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(OrderPaymentAttempted event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(OrderCancellationRequested event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(OrderGivenUp event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(OrderCancelled event) {
        process.on(event);
        goOn();
    }

    @SagaEventHandler(associationProperty = "orderId")
    public void on(OrderRejected event) {
        process.on(event);
        goOn();
    }

    @DeadlineHandler(deadlineName = RESERVATION_DEADLINE)
    public void onReservationDeadline() {
        isOver(RESERVATION_DEADLINE);
        process.onReservationDeadline();
        goOn();
    }

    @DeadlineHandler(deadlineName = PAYMENT_DEADLINE)
    public void onPaymentDeadline() {
        isOver(PAYMENT_DEADLINE);
        process.onPaymentDeadline();
        goOn();
    }

    /** A deadline that is being handled must not be cancelled: its task is removed when it is through. */
    private void isOver(String deadline) {
        if (deadline.equals(deadlineName)) {
            deadlineName = null;
            deadlineId = null;
        }
    }

    @Override
    Actor actor() {
        return Actor.system("order-saga");
    }

    @Override
    OrderProcess process() {
        return process;
    }

    @Override
    void keepDeadlines(DeadlineManager manager) {
        String wanted = switch (process.phase()) {
            case RESERVING -> RESERVATION_DEADLINE;
            case PAYING, AWAITING_CUSTOMER, SWITCHING -> PAYMENT_DEADLINE;
            case CANCELLING, CONFIRMING, REJECTING, WITHDRAWING -> null;
        };
        if (deadlineName != null && deadlineId != null && !deadlineName.equals(wanted)) {
            manager.cancelSchedule(deadlineName, deadlineId);
            deadlineName = null;
            deadlineId = null;
        }
        if (wanted != null && deadlineName == null) {
            Duration wait =
                    wanted.equals(PAYMENT_DEADLINE) ? settings.paymentDeadline() : settings.reservationDeadline();
            deadlineId = manager.schedule(wait, wanted);
            deadlineName = wanted;
        }
    }
}
