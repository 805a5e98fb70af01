package io.saler.query.order;

import io.saler.order.OrderId;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.payment.PaymentAction;
import io.saler.payment.PaymentId;
import io.saler.payment.PaymentStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one batch of events changes about orders, in the order of the events. */
final class OrderChanges {

    private final List<Placing> placings = new ArrayList<>();
    private final List<StatusChange> statusChanges = new ArrayList<>();
    private final List<PaymentChange> paymentChanges = new ArrayList<>();
    private final List<Shipping> shippings = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<HistoryRow> history = new ArrayList<>();
    private final Set<OrderId> changedOrders = new HashSet<>();
    private final Set<OrderId> changedPayments = new HashSet<>();

    /** @param lines the order's lines as JSON */
    record Placing(OrderPlaced order, String lines, long version, Instant at) {}

    record StatusChange(
            OrderId orderId, OrderStatus status, @Nullable String reason, long version, Instant at) {}

    /**
     * @param captured what the gateway has taken, or null for nothing
     * @param refunded what of it the gateway has given back, or null for nothing
     * @param action what the customer has to do now, as far as that is known
     * @param version the number of the payment's event, counted from 0, which asks for the payment
     * @param again whether all events are handled again
     */
    record PaymentChange(
            OrderId orderId,
            PaymentId paymentId,
            PaymentStatus status,
            @Nullable BigDecimal captured,
            @Nullable BigDecimal refunded,
            @Nullable PaymentAction action,
            long version,
            Instant at,
            boolean again) {

        boolean isRequestAgain() {
            return again && version == 0;
        }

        PaymentChange requiring(@Nullable PaymentAction action) {
            return new PaymentChange(orderId, paymentId, status, captured, refunded, action, version, at, again);
        }
    }

    record Shipping(OrderShipped order, Instant at) {}

    record Delivery(OrderId orderId, Instant at) {}

    void place(Placing placing) {
        placings.add(placing);
        changedOrders.add(placing.order().orderId());
    }

    void change(StatusChange change) {
        statusChanges.add(change);
        changedOrders.add(change.orderId());
    }

    void change(PaymentChange change) {
        paymentChanges.add(change);
        changedPayments.add(change.orderId());
    }

    void ship(Shipping shipping) {
        shippings.add(shipping);
    }

    void deliver(Delivery delivery) {
        deliveries.add(delivery);
    }

    void note(HistoryRow row) {
        history.add(row);
    }

    List<Placing> placings() {
        return placings;
    }

    List<StatusChange> statusChanges() {
        return statusChanges;
    }

    List<PaymentChange> paymentChanges() {
        return paymentChanges;
    }

    List<Shipping> shippings() {
        return shippings;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<HistoryRow> history() {
        return history;
    }

    /** The orders that are new or stand elsewhere now. */
    Set<OrderId> changedOrders() {
        return changedOrders;
    }

    /** The orders whose payment stands elsewhere now. */
    Set<OrderId> changedPayments() {
        return changedPayments;
    }
}
