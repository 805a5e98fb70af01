package io.saler.query.order;

import io.saler.inventory.InventoryEvent;
import io.saler.notification.NotificationEvent;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderEvent;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRejected;
import io.saler.order.OrderStatus;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentEvent;
import io.saler.payment.PaymentRequested;
import io.saler.payment.PaymentStatus;
import io.saler.query.json.StoredJson;
import io.saler.query.projection.Batch;
import io.saler.value.Money;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Follows everything that is about an order. Handling an event only collects; a batch's changes are written together,
 * in a handful of statements, and whoever waits for one of the orders is told after the commit.
 */
@Component
@ProcessingGroup("orders")
class OrderProjection {

    private final OrderTable orders;
    private final OrderHistory history;
    private final OrderUpdates updates;
    private final StoredJson json;

    OrderProjection(OrderTable orders, OrderHistory history, OrderUpdates updates, StoredJson json) {
        this.orders = orders;
        this.history = history;
        this.updates = updates;
        this.json = json;
    }

    @EventHandler
    void on(OrderEvent event, DomainEventMessage<?> message) {
        HistoryRow row = historyRow(HistoryFact.of(event), message);
        long version = message.getSequenceNumber();
        Instant at = message.getTimestamp();
        switch (event) {
            case OrderPlaced placed -> {
                String lines = json.write(placed.lines());
                changes().place(new OrderChanges.Placing(placed, lines, version, at));
            }
            case OrderAwaitsPayment awaits -> change(event, OrderStatus.AWAITING_PAYMENT, null, version, at);
            case OrderConfirmed confirmed -> change(event, OrderStatus.CONFIRMED, null, version, at);
            case OrderRejected rejected ->
                change(event, OrderStatus.REJECTED, rejected.reason().code(), version, at);
        }
        changes().note(row);
    }

    @EventHandler
    void on(PaymentEvent event, DomainEventMessage<?> message) {
        HistoryRow row = historyRow(HistoryFact.of(event), message);
        switch (event) {
            case PaymentRequested requested -> change(event, PaymentStatus.REQUESTED, null, message);
            case PaymentActionRequired required -> change(event, PaymentStatus.ACTION_REQUIRED, null, message);
            case PaymentCaptured captured -> change(event, PaymentStatus.CAPTURED, captured.amount(), message);
            case PaymentDeclined declined -> change(event, PaymentStatus.DECLINED, null, message);
            case PaymentCancelled cancelled -> change(event, PaymentStatus.CANCELLED, null, message);
            // Until the gateway has agreed, the payment stands where it stood.
            case PaymentCancellationRequested asked -> {}
        }
        changes().note(row);
    }

    @EventHandler
    void on(InventoryEvent event, DomainEventMessage<?> message) {
        HistoryFact fact = HistoryFact.of(event);
        if (fact != null) {
            changes().note(historyRow(fact, message));
        }
    }

    @EventHandler
    void on(NotificationEvent event, DomainEventMessage<?> message) {
        HistoryFact fact = HistoryFact.of(event);
        if (fact != null) {
            changes().note(historyRow(fact, message));
        }
    }

    private void change(OrderEvent event, OrderStatus status, @Nullable String reason, long version, Instant at) {
        changes().change(new OrderChanges.StatusChange(event.orderId(), status, reason, version, at));
    }

    private void change(
            PaymentEvent event, PaymentStatus status, @Nullable Money captured, DomainEventMessage<?> message) {
        changes()
                .change(new OrderChanges.PaymentChange(
                        event.orderId(),
                        event.paymentId(),
                        status,
                        captured == null ? null : captured.amount(),
                        message.getSequenceNumber(),
                        message.getTimestamp()));
    }

    private HistoryRow historyRow(HistoryFact fact, DomainEventMessage<?> message) {
        return HistoryRow.of(fact, message, json.write(fact.detail()));
    }

    private OrderChanges changes() {
        return Batch.of(this, OrderChanges::new, this::write, written -> updates.tell(written.changedOrders()));
    }

    private void write(OrderChanges changes) {
        orders.write(changes);
        history.append(changes.history());
    }
}
