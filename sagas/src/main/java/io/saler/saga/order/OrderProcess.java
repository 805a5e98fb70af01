package io.saler.saga.order;

import static io.saler.saga.order.OrderProcess.Phase.AWAITING_CUSTOMER;
import static io.saler.saga.order.OrderProcess.Phase.CANCELLING;
import static io.saler.saga.order.OrderProcess.Phase.CONFIRMING;
import static io.saler.saga.order.OrderProcess.Phase.PAYING;
import static io.saler.saga.order.OrderProcess.Phase.REJECTING;
import static io.saler.saga.order.OrderProcess.Phase.RESERVING;
import static io.saler.saga.order.Step.Action.AWAIT_PAYMENT;
import static io.saler.saga.order.Step.Action.CANCEL_PAYMENT;
import static io.saler.saga.order.Step.Action.COMMIT_STOCK;
import static io.saler.saga.order.Step.Action.CONFIRM_ORDER;
import static io.saler.saga.order.Step.Action.NOTIFY_CUSTOMER;
import static io.saler.saga.order.Step.Action.REJECT_ORDER;
import static io.saler.saga.order.Step.Action.RELEASE_STOCK;
import static io.saler.saga.order.Step.Action.REQUEST_PAYMENT;
import static io.saler.saga.order.Step.Action.RESERVE_STOCK;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.saler.identity.UserId;
import io.saler.inventory.CommitStock;
import io.saler.inventory.InventoryItemId;
import io.saler.inventory.ReleaseStock;
import io.saler.inventory.ReserveStock;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReserved;
import io.saler.notification.NotificationId;
import io.saler.notification.NotificationKind;
import io.saler.notification.SendNotification;
import io.saler.order.AwaitPayment;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderId;
import io.saler.order.OrderLine;
import io.saler.order.OrderPlaced;
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
import io.saler.saga.order.Step.Action;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands on its way and what is to be done next. Events may arrive repeatedly and in any order between
 * stock and payment: what comes too late, or twice, changes nothing. What is to be done is a queue of stages; the steps
 * of one stage may be done in parallel, and a stage begins when the one before it is through.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
@SuppressWarnings("NullAway.Init")
final class OrderProcess {

    /** What the order is in the middle of. The names are stored. */
    enum Phase {
        RESERVING,
        PAYING,
        AWAITING_CUSTOMER,
        CANCELLING,
        CONFIRMING,
        REJECTING
    }

    private OrderId orderId;
    private UserId customerId;
    private Money total;
    private PaymentMethod paymentMethod;
    private Map<String, Quantity> wanted = new LinkedHashMap<>();
    private Set<String> reserved = new HashSet<>();
    private Phase phase = RESERVING;
    private @Nullable RejectionReason reason;
    private List<List<Step>> stages = new ArrayList<>();

    private OrderProcess() {
        // For the serializer.
    }

    OrderProcess(OrderPlaced placed) {
        orderId = placed.orderId();
        customerId = placed.customerId();
        total = placed.totals().total();
        paymentMethod = placed.paymentMethod();
        for (OrderLine line : placed.lines()) {
            wanted.merge(InventoryItemId.of(line.productId()).toString(), line.quantity(), Quantity::plus);
        }
        next(forEachItem(RESERVE_STOCK));
    }

    void on(StockReserved event) {
        if (phase != RESERVING || !wanted.containsKey(event.itemId().toString())) {
            return;
        }
        reserved.add(event.itemId().toString());
        if (reserved.size() == wanted.size()) {
            begin(PAYING, EnumSet.of(RESERVE_STOCK));
            next(List.of(new Step(REQUEST_PAYMENT)));
        }
    }

    void on(StockRejected event) {
        if (phase == RESERVING && wanted.containsKey(event.itemId().toString())) {
            reject(RejectionReason.INSUFFICIENT_STOCK);
        }
    }

    void on(PaymentActionRequired event) {
        if (phase == PAYING && isOurs(event.paymentId())) {
            begin(AWAITING_CUSTOMER, EnumSet.of(REQUEST_PAYMENT));
            next(List.of(new Step(AWAIT_PAYMENT)));
        }
    }

    void on(PaymentCaptured event) {
        if (isPaymentOpen() && isOurs(event.paymentId())) {
            begin(CONFIRMING, EnumSet.of(REQUEST_PAYMENT, AWAIT_PAYMENT, CANCEL_PAYMENT));
            List<Step> sale = forEachItem(COMMIT_STOCK);
            sale.addFirst(new Step(CONFIRM_ORDER));
            next(sale);
            next(List.of(new Step(NOTIFY_CUSTOMER)));
        }
    }

    void on(PaymentDeclined event) {
        if (isPaymentOpen() && isOurs(event.paymentId())) {
            reject(RejectionReason.PAYMENT_DECLINED);
        }
    }

    void on(PaymentCancelled event) {
        if (isPaymentOpen() && isOurs(event.paymentId())) {
            reject(RejectionReason.PAYMENT_TIMEOUT);
        }
    }

    void onReservationDeadline() {
        if (phase == RESERVING) {
            reject(RejectionReason.RESERVATION_TIMEOUT);
        }
    }

    /** A request not yet through stays queued before the cancellation: only what was requested can be cancelled. */
    void onPaymentDeadline() {
        if (phase == PAYING || phase == AWAITING_CUSTOMER) {
            begin(CANCELLING, EnumSet.of(AWAIT_PAYMENT));
            next(List.of(new Step(CANCEL_PAYMENT)));
        }
    }

    private void reject(RejectionReason why) {
        begin(REJECTING, EnumSet.allOf(Action.class));
        reason = why;
        List<Step> undoing = forEachItem(RELEASE_STOCK);
        undoing.addFirst(new Step(REJECT_ORDER));
        next(undoing);
        next(List.of(new Step(NOTIFY_CUSTOMER)));
    }

    Phase phase() {
        return phase;
    }

    /** What is to be done now; empty when the order only waits, or is through. */
    List<Step> due() {
        return stages.isEmpty() ? List.of() : List.copyOf(stages.getFirst());
    }

    void done(Step step) {
        if (!stages.isEmpty()) {
            stages.getFirst().remove(step);
            dropEmptyStages();
        }
    }

    boolean isFinished() {
        return (phase == CONFIRMING || phase == REJECTING) && stages.isEmpty();
    }

    Object command(Step step) {
        return switch (step.action()) {
            case RESERVE_STOCK ->
                new ReserveStock(
                        item(step),
                        orderId,
                        requireNonNull(wanted.get(item(step).toString())));
            case REQUEST_PAYMENT -> new RequestPayment(paymentId(), orderId, customerId, total, paymentMethod);
            case AWAIT_PAYMENT -> new AwaitPayment(orderId);
            case CANCEL_PAYMENT -> new CancelPayment(paymentId(), RejectionReason.PAYMENT_TIMEOUT.code());
            case CONFIRM_ORDER -> new ConfirmOrder(orderId);
            case COMMIT_STOCK -> new CommitStock(item(step), orderId);
            case RELEASE_STOCK ->
                new ReleaseStock(item(step), orderId, requireNonNull(reason).code());
            case REJECT_ORDER -> new RejectOrder(orderId, requireNonNull(reason));
            case NOTIFY_CUSTOMER -> notification();
        };
    }

    private SendNotification notification() {
        RejectionReason why = reason;
        NotificationKind kind = why == null ? NotificationKind.ORDER_CONFIRMED : NotificationKind.ORDER_REJECTED;
        return new SendNotification(
                NotificationId.of(kind, orderId), customerId, kind, orderId, why == null ? null : why.code());
    }

    private boolean isPaymentOpen() {
        return phase == PAYING || phase == AWAITING_CUSTOMER || phase == CANCELLING;
    }

    private boolean isOurs(PaymentId payment) {
        return payment.equals(paymentId());
    }

    private PaymentId paymentId() {
        return PaymentId.of(orderId, 1);
    }

    private static InventoryItemId item(Step step) {
        return requireNonNull(step.item());
    }

    private void begin(Phase next, Set<Action> superseded) {
        phase = next;
        stages.forEach(stage -> stage.removeIf(step -> superseded.contains(step.action())));
        dropEmptyStages();
    }

    private void next(List<Step> stage) {
        stages.add(new ArrayList<>(stage));
    }

    private void dropEmptyStages() {
        stages.removeIf(List::isEmpty);
    }

    private List<Step> forEachItem(Action action) {
        var steps = new ArrayList<Step>();
        wanted.keySet().forEach(item -> steps.add(new Step(action, new InventoryItemId(UUID.fromString(item)))));
        return steps;
    }
}
