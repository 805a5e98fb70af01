package io.saler.saga.order;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReserved;
import io.saler.order.OrderPlaced;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * One order's process in Axon. It hands events to {@link OrderProcess} and takes the steps that follow. A step that
 * fails is kept, with the failure, and taken again after 1, 2, 4 … 15 seconds: no handler ever throws, since that would
 * hold up every other order until it can be handled.
 */
@Saga
@ProcessingGroup("order-saga")
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
@SuppressWarnings("NullAway.Init")
public class OrderSaga {

    static final String RESERVATION_DEADLINE = "order-reservation";
    static final String PAYMENT_DEADLINE = "order-payment";
    static final String RETRY = "order-retry";

    private static final Logger LOG = LoggerFactory.getLogger(OrderSaga.class);

    private OrderProcess process;
    private @Nullable String deadlineName;
    private @Nullable String deadlineId;
    private @Nullable String retryId;
    private int attempts;
    private @Nullable String failure;

    @Autowired
    private transient OrderSteps steps;

    @Autowired
    private transient OrderSettings settings;

    @Autowired
    private transient DeadlineManager deadlines;

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

    @DeadlineHandler(deadlineName = RETRY)
    public void onRetry() {
        retryId = null;
        goOn();
    }

    /** A deadline that is being handled must not be cancelled: its task is removed when it is through. */
    private void isOver(String deadline) {
        if (deadline.equals(deadlineName)) {
            deadlineName = null;
            deadlineId = null;
        }
    }

    private void goOn() {
        Map<Step, String> failed = Map.of();
        for (List<Step> due = process.due(); !due.isEmpty() && failed.isEmpty(); due = process.due()) {
            var commands = new LinkedHashMap<Step, Object>();
            due.forEach(step -> commands.put(step, process.command(step)));
            failed = steps.take(commands);
            for (Step step : due) {
                if (!failed.containsKey(step)) {
                    process.done(step);
                }
            }
        }
        remember(failed);
        keepDeadline();
        if (process.isFinished()) {
            SagaLifecycle.end();
        }
    }

    private void remember(Map<Step, String> failed) {
        if (failed.isEmpty()) {
            // A retry that is still to come finds nothing to do, which costs less than calling it off.
            failure = null;
            attempts = 0;
            return;
        }
        failure = failed.toString();
        // Events that arrive meanwhile try as well, but must not make the waiting longer.
        if (retryId == null) {
            Duration wait = Duration.ofSeconds(Math.min(15, 1L << Math.min(attempts, 4)));
            attempts++;
            retryId = deadlines.schedule(wait, RETRY);
            LOG.warn("Attempt {} failed, the next is in {}: {}", attempts, wait, failure);
        }
    }

    private void keepDeadline() {
        String wanted = switch (process.phase()) {
            case RESERVING -> RESERVATION_DEADLINE;
            case PAYING, AWAITING_CUSTOMER -> PAYMENT_DEADLINE;
            case CANCELLING, CONFIRMING, REJECTING -> null;
        };
        if (deadlineName != null && deadlineId != null && !deadlineName.equals(wanted)) {
            deadlines.cancelSchedule(deadlineName, deadlineId);
            deadlineName = null;
            deadlineId = null;
        }
        if (wanted != null && deadlineName == null) {
            Duration wait =
                    wanted.equals(PAYMENT_DEADLINE) ? settings.paymentDeadline() : settings.reservationDeadline();
            deadlineId = deadlines.schedule(wait, wanted);
            deadlineName = wanted;
        }
    }
}
