package io.saler.saga.order;

import static io.saler.saga.order.OrderProcess.Phase.AWAITING_CUSTOMER;
import static io.saler.saga.order.OrderProcess.Phase.CANCELLING;
import static io.saler.saga.order.OrderProcess.Phase.CONFIRMING;
import static io.saler.saga.order.OrderProcess.Phase.PAYING;
import static io.saler.saga.order.OrderProcess.Phase.REJECTING;
import static io.saler.saga.order.OrderProcess.Phase.RESERVING;
import static io.saler.saga.order.OrderProcess.Phase.SWITCHING;
import static io.saler.saga.order.OrderProcess.Phase.WITHDRAWING;
import static io.saler.saga.order.Step.Action.AWAIT_PAYMENT;
import static io.saler.saga.order.Step.Action.CANCEL_PAYMENT;
import static io.saler.saga.order.Step.Action.COMMIT_STOCK;
import static io.saler.saga.order.Step.Action.COMPLETE_CANCELLATION;
import static io.saler.saga.order.Step.Action.CONFIRM_ORDER;
import static io.saler.saga.order.Step.Action.NOTIFY_CUSTOMER;
import static io.saler.saga.order.Step.Action.REJECT_ORDER;
import static io.saler.saga.order.Step.Action.RELEASE_STOCK;
import static io.saler.saga.order.Step.Action.REQUEST_PAYMENT;
import static io.saler.saga.order.Step.Action.RESERVE_STOCK;
import static java.util.Objects.requireNonNull;

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
import io.saler.order.CompleteCancellation;
import io.saler.order.ConfirmOrder;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderLine;
import io.saler.order.OrderPaymentAttempted;
import io.saler.order.OrderPlaced;
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
import io.saler.saga.order.Step.Action;
import io.saler.value.Money;
import io.saler.value.Quantity;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands on its way and what is to be done next. Events may arrive repeatedly and in any order between
 * stock and payment: what comes too late, or twice, changes nothing.
 *
 * <table>
 * <caption>The steps, and what undoes them in reverse order</caption>
 * <tr><th>phase</th><th>steps</th><th>waits for, at most</th><th>undone by</th></tr>
 * <tr><td>RESERVING</td><td>RESERVE_STOCK of each line</td><td>the stock's answers, the reservation deadline</td>
 *     <td>CANCEL_PAYMENT, lest it was requested and forgotten, RELEASE_STOCK</td></tr>
 * <tr><td>PAYING</td><td>REQUEST_PAYMENT</td><td>the gateway, the payment deadline</td>
 *     <td>CANCEL_PAYMENT, and waiting for what the gateway says</td></tr>
 * <tr><td>AWAITING_CUSTOMER</td><td>AWAIT_PAYMENT</td><td>the customer, the same deadline</td><td>the same</td></tr>
 * <tr><td>SWITCHING</td><td>CANCEL_PAYMENT of the attempt before</td><td>the gateway, the same deadline</td>
 *     <td>the same</td></tr>
 * <tr><td>CONFIRMING</td><td>CONFIRM_ORDER, COMMIT_STOCK of each line, NOTIFY_CUSTOMER</td><td>nothing</td>
 *     <td>a {@link RefundProcess}: REFUND_PAYMENT, RETURN_STOCK, RECORD_REFUND</td></tr>
 * </table>
 *
 * A payment that fails, a deadline that passes, an administrator who gives it up or a customer who cancels leads by way
 * of CANCELLING, when the payment may still go through, to REJECTING (RELEASE_STOCK, REJECT_ORDER, NOTIFY_CUSTOMER) or
 * WITHDRAWING (RELEASE_STOCK, COMPLETE_CANCELLATION).
 */
@SuppressWarnings("NullAway.Init")
final class OrderProcess extends StagedProcess {

    private static final String PAID_OTHERWISE = "paid-in-another-way";
    private static final String ORDER_CANCELLED = "order-cancelled";

    /** What the order is in the middle of. The names are stored. */
    enum Phase {
        RESERVING,
        PAYING,
        AWAITING_CUSTOMER,
        /** The customer pays in another way, so the attempt before is called off. */
        SWITCHING,
        /** The payment is called off for good. */
        CANCELLING,
        CONFIRMING,
        REJECTING,
        /** The order is given up because somebody asked for it. */
        WITHDRAWING
    }

    private OrderId orderId;
    private UserId customerId;
    private Money total;
    private PaymentMethod paymentMethod;
    private int attempt;
    private int lastAttempt;
    private boolean attemptFailed;
    private Map<String, Quantity> wanted = new LinkedHashMap<>();
    private Set<String> reserved = new HashSet<>();
    private Phase phase = RESERVING;
    private @Nullable RejectionReason reason;
    private boolean cancellationRequested;

    private OrderProcess() {
        // For the serializer.
    }

    OrderProcess(OrderPlaced placed) {
        orderId = placed.orderId();
        customerId = placed.customerId();
        total = placed.totals().total();
        paymentMethod = placed.paymentMethod();
        attempt = 1;
        lastAttempt = 1;
        for (OrderLine line : placed.lines()) {
            wanted.merge(InventoryItemId.of(line.productId()).toString(), line.quantity(), Quantity::plus);
        }
        next(forEach(wanted.keySet(), RESERVE_STOCK));
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
            awaitCustomer();
        }
    }

    /** Whoever is about to hear that it is cancelled does not hear that it was confirmed a moment before. */
    void on(PaymentCaptured event) {
        if (isPaymentOpen() && isOurs(event.paymentId())) {
            begin(CONFIRMING, EnumSet.of(REQUEST_PAYMENT, AWAIT_PAYMENT, CANCEL_PAYMENT));
            List<Step> sale = forEach(wanted.keySet(), COMMIT_STOCK);
            sale.addFirst(new Step(CONFIRM_ORDER));
            next(sale);
            if (!isTakenBack()) {
                next(List.of(new Step(NOTIFY_CUSTOMER)));
            }
        }
    }

    /** Declined at once, an order has ended; a customer who was asked to act may pay in another way. */
    void on(PaymentDeclined event) {
        if (!isPaymentOpen() || !isOurs(event.paymentId())) {
            return;
        }
        attemptFailed = true;
        if (phase == PAYING && attempt > 1) {
            awaitCustomer();
        } else if (phase == PAYING) {
            reject(RejectionReason.PAYMENT_DECLINED);
        } else if (phase != AWAITING_CUSTOMER) {
            attemptEnded(RejectionReason.PAYMENT_DECLINED);
        }
    }

    /** While stock is reserved, only this process can have called it off, and died before it had noted why. */
    void on(PaymentCancelled event) {
        if (phase == RESERVING && isOurs(event.paymentId())) {
            giveUp(RejectionReason.RESERVATION_TIMEOUT);
        } else if (isPaymentOpen() && isOurs(event.paymentId())) {
            attemptFailed = true;
            attemptEnded(reason == null ? RejectionReason.PAYMENT_TIMEOUT : reason);
        }
    }

    /**
     * An attempt that may still go through is called off before there is another. When the order is given up already,
     * the new one is called off as well: this process may have begun it and forgotten, if it died at that moment.
     */
    void on(OrderPaymentAttempted event) {
        if (event.attempt() <= lastAttempt) {
            return;
        }
        lastAttempt = event.attempt();
        paymentMethod = event.method();
        if (phase == AWAITING_CUSTOMER && !attemptFailed) {
            begin(SWITCHING, EnumSet.of(AWAIT_PAYMENT));
            next(List.of(new Step(CANCEL_PAYMENT)));
        } else if (phase == AWAITING_CUSTOMER || (phase == REJECTING && isDue(REJECT_ORDER))) {
            attemptEnded(reason == null ? RejectionReason.PAYMENT_TIMEOUT : reason);
        }
    }

    /** What is paid or rejected already is not for this process to cancel. */
    void on(OrderCancellationRequested event) {
        if (phase == RESERVING || isPaymentOpen()) {
            cancellationRequested = true;
            callOffPayment(RejectionReason.PAYMENT_TIMEOUT);
        } else {
            takenBack();
        }
    }

    /** What is paid is taken back by the order itself, and what is rejected has been given up already. */
    void on(OrderGivenUp event) {
        if (phase == RESERVING || isPaymentOpen()) {
            reason = RejectionReason.GIVEN_UP_BY_ADMINISTRATOR;
            callOffPayment(reason);
        } else {
            takenBack();
        }
    }

    /**
     * It may also be this process that has cancelled it, if it died before it had noted so, and decides otherwise now.
     */
    void on(OrderCancelled event) {
        if (phase == REJECTING && isDue(REJECT_ORDER)) {
            withdraw();
        } else {
            takenBack();
        }
    }

    /** As with what is cancelled: what this process has rejected stays so, whoever asked for it to be cancelled. */
    void on(OrderRejected event) {
        boolean isWithdrawn = phase == WITHDRAWING && isDue(COMPLETE_CANCELLATION);
        if (phase == RESERVING || isPaymentOpen() || isWithdrawn) {
            cancellationRequested = false;
            reject(event.reason());
            reason = event.reason();
        }
    }

    /** The sale is done to the end, so that there is something to take back, but it is nobody's good news any more. */
    private void takenBack() {
        if (phase == CONFIRMING) {
            cancellationRequested = true;
            drop(EnumSet.of(NOTIFY_CUSTOMER));
        }
    }

    void onReservationDeadline() {
        if (phase == RESERVING) {
            callOffPayment(RejectionReason.RESERVATION_TIMEOUT);
        }
    }

    void onPaymentDeadline() {
        if (phase == PAYING || phase == AWAITING_CUSTOMER || phase == SWITCHING) {
            callOffPayment(RejectionReason.PAYMENT_TIMEOUT);
        }
    }

    private void awaitCustomer() {
        begin(AWAITING_CUSTOMER, EnumSet.of(REQUEST_PAYMENT));
        next(List.of(new Step(AWAIT_PAYMENT)));
    }

    /**
     * Also when it was never requested, for all this process knows: it may have died after it had requested it, and a
     * deadline may pass before it hears once more of what made it do so.
     */
    private void callOffPayment(RejectionReason why) {
        if (attemptFailed) {
            attemptEnded(why);
        } else if (phase != CANCELLING) {
            cancelPayment(why);
        }
    }

    private void attemptEnded(RejectionReason why) {
        if (attempt == lastAttempt) {
            giveUp(why);
        } else if (phase == SWITCHING || phase == AWAITING_CUSTOMER) {
            beginAttempt();
            begin(PAYING, EnumSet.of(AWAIT_PAYMENT, CANCEL_PAYMENT));
            next(List.of(new Step(REQUEST_PAYMENT)));
        } else {
            beginAttempt();
            cancelPayment(why);
        }
    }

    private void cancelPayment(RejectionReason why) {
        because(why);
        begin(CANCELLING, EnumSet.allOf(Action.class));
        next(List.of(new Step(CANCEL_PAYMENT)));
    }

    private void beginAttempt() {
        attempt++;
        attemptFailed = false;
    }

    private void giveUp(RejectionReason why) {
        if (cancellationRequested) {
            withdraw();
        } else {
            reject(why);
        }
    }

    /** What happens to the payment of an order that somebody has given up is not why it ends. */
    private void because(RejectionReason why) {
        if (!isGivenUp()) {
            reason = why;
        }
    }

    private boolean isGivenUp() {
        return reason == RejectionReason.GIVEN_UP_BY_ADMINISTRATOR;
    }

    /** The units go back only when the order cannot be paid any more. */
    private void reject(RejectionReason why) {
        begin(REJECTING, EnumSet.allOf(Action.class));
        because(why);
        next(List.of(new Step(REJECT_ORDER)));
        next(forEach(wanted.keySet(), RELEASE_STOCK));
        next(List.of(new Step(NOTIFY_CUSTOMER)));
    }

    private void withdraw() {
        begin(WITHDRAWING, EnumSet.allOf(Action.class));
        reason = null;
        next(List.of(new Step(COMPLETE_CANCELLATION)));
        next(forEach(wanted.keySet(), RELEASE_STOCK));
    }

    private void begin(Phase next, Set<Action> superseded) {
        phase = next;
        drop(superseded);
    }

    Phase phase() {
        return phase;
    }

    /** Whether the order is sold, and the sale is to be taken back by a {@link RefundProcess}. */
    boolean isTakenBack() {
        return phase == CONFIRMING && (cancellationRequested || isGivenUp());
    }

    @Override
    boolean isFinished() {
        return (phase == CONFIRMING || phase == REJECTING || phase == WITHDRAWING) && isIdle();
    }

    @Override
    Object command(Step step) {
        return switch (step.action()) {
            case RESERVE_STOCK ->
                new ReserveStock(
                        step.stock(),
                        orderId,
                        requireNonNull(wanted.get(step.stock().toString())));
            case REQUEST_PAYMENT -> new RequestPayment(paymentId(), orderId, customerId, total, paymentMethod);
            case AWAIT_PAYMENT -> new AwaitPayment(orderId, attempt);
            case CANCEL_PAYMENT -> new CancelPayment(paymentId(), orderId, whyCalledOff());
            case CONFIRM_ORDER -> new ConfirmOrder(orderId, paymentId());
            case COMMIT_STOCK -> new CommitStock(step.stock(), orderId);
            case RELEASE_STOCK -> new ReleaseStock(step.stock(), orderId, whyGivenUp());
            case REJECT_ORDER -> new RejectOrder(orderId, requireNonNull(reason), lastAttempt);
            case COMPLETE_CANCELLATION -> new CompleteCancellation(orderId);
            case NOTIFY_CUSTOMER -> notification();
            case RETURN_STOCK, REFUND_PAYMENT, RECORD_REFUND, RECORD_REFUND_REFUSED ->
                throw new IllegalArgumentException("%s is no step of an order".formatted(step));
        };
    }

    private String whyCalledOff() {
        if (cancellationRequested) {
            return ORDER_CANCELLED;
        }
        return phase == SWITCHING ? PAID_OTHERWISE : requireNonNull(reason).code();
    }

    private String whyGivenUp() {
        return reason == null ? ORDER_CANCELLED : reason.code();
    }

    private SendNotification notification() {
        RejectionReason why = phase == REJECTING ? reason : null;
        NotificationKind kind = why == null ? NotificationKind.ORDER_CONFIRMED : NotificationKind.ORDER_REJECTED;
        return new SendNotification(
                NotificationId.of(kind, orderId), customerId, kind, orderId, why == null ? null : why.code());
    }

    private boolean isPaymentOpen() {
        return phase == PAYING || phase == AWAITING_CUSTOMER || phase == SWITCHING || phase == CANCELLING;
    }

    private boolean isOurs(PaymentId payment) {
        return payment.equals(paymentId());
    }

    /** Why it goes back, in a word; null when it does not. */
    @Nullable
    String reason() {
        return switch (phase) {
            case RESERVING, PAYING, AWAITING_CUSTOMER, SWITCHING, CONFIRMING -> null;
            case WITHDRAWING -> ORDER_CANCELLED;
            case CANCELLING, REJECTING -> cancellationRequested ? ORDER_CANCELLED : whyGivenUp();
        };
    }

    UserId customerId() {
        return customerId;
    }

    /** Of the attempt to pay that is under way, or comes next. */
    PaymentId paymentId() {
        return PaymentId.of(orderId, attempt);
    }
}
