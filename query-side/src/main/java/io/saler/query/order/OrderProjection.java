package io.saler.query.order;

import io.saler.inventory.InventoryEvent;
import io.saler.notification.NotificationEvent;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderDelivered;
import io.saler.order.OrderEvent;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderPaymentAttempted;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRefused;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderRejected;
import io.saler.order.OrderShipped;
import io.saler.order.OrderStatus;
import io.saler.payment.PaymentActionRequired;
import io.saler.payment.PaymentCancellationRequested;
import io.saler.payment.PaymentCancelled;
import io.saler.payment.PaymentCaptured;
import io.saler.payment.PaymentDeclined;
import io.saler.payment.PaymentEvent;
import io.saler.payment.PaymentRefundRefused;
import io.saler.payment.PaymentRefundRequested;
import io.saler.payment.PaymentRefunded;
import io.saler.payment.PaymentRequested;
import io.saler.payment.PaymentStatus;
import io.saler.query.json.StoredJson;
import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import io.saler.value.Money;
import java.time.Instant;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ReplayToken;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Follows everything that is about an order. Handling an event only collects; a batch's changes are written together,
 * in a handful of statements, and whoever waits for one of the orders is told after the commit.
 */
@Component
@ProcessingGroup("orders")
class OrderProjection {

    private final StoredJson json;
    private final Batch<OrderChanges> batch;

    OrderProjection(
            Savepoints savepoints,
            OrderTable orders,
            OrderHistory history,
            OrderUpdates updates,
            OrderWatch watch,
            StoredJson json) {
        this.json = json;
        this.batch = new Batch<>(
                savepoints,
                OrderChanges::new,
                changes -> {
                    orders.write(changes);
                    history.append(changes.history());
                },
                written -> {
                    updates.tell(written.changedOrders());
                    watch.look(written.changedOrders());
                    watch.look(written.changedPayments());
                });
    }

    @EventHandler
    void on(OrderEvent event, DomainEventMessage<?> message) {
        HistoryRow row = historyRow(HistoryFact.of(event), message);
        Consumer<OrderChanges> change = change(event, message);
        batch.add(changes -> {
            change.accept(changes);
            changes.note(row);
        });
    }

    @EventHandler
    void on(PaymentEvent event, DomainEventMessage<?> message) {
        HistoryRow row = historyRow(HistoryFact.of(event), message);
        OrderChanges.PaymentChange change = change(event, message);
        batch.add(changes -> {
            if (change != null) {
                changes.change(change);
            }
            changes.note(row);
        });
    }

    @EventHandler
    void on(InventoryEvent event, DomainEventMessage<?> message) {
        note(HistoryFact.of(event), message);
    }

    @EventHandler
    void on(NotificationEvent event, DomainEventMessage<?> message) {
        note(HistoryFact.of(event), message);
    }

    private void note(@Nullable HistoryFact fact, DomainEventMessage<?> message) {
        if (fact != null) {
            HistoryRow row = historyRow(fact, message);
            batch.add(changes -> changes.note(row));
        }
    }

    private Consumer<OrderChanges> change(OrderEvent event, DomainEventMessage<?> message) {
        long version = message.getSequenceNumber();
        Instant at = message.getTimestamp();
        return switch (event) {
            case OrderPlaced placed -> {
                var placing = new OrderChanges.Placing(placed, json.write(placed.lines()), version, at);
                yield changes -> changes.place(placing);
            }
            // Where it stands, or what it says of itself, is no different.
            case OrderPaymentAttempted attempted -> changes -> {};
            case OrderCancellationRequested asked -> changes -> {};
            case OrderGivenUp givenUp -> changes -> {};
            case OrderRefundRequested requested -> changes -> {};
            case OrderRefundRefused refused -> changes -> {};
            case OrderAwaitsPayment awaits -> status(event, OrderStatus.AWAITING_PAYMENT, null, version, at);
            case OrderConfirmed confirmed -> status(event, OrderStatus.CONFIRMED, null, version, at);
            case OrderRejected rejected ->
                status(event, OrderStatus.REJECTED, rejected.reason().code(), version, at);
            case OrderCancelled cancelled -> status(event, OrderStatus.CANCELLED, cancelled.reason(), version, at);
            case OrderRefunded refunded ->
                changes -> changes.change(
                        new OrderChanges.StatusChange(event.orderId(), refunded.status(), null, version, at));
            case OrderShipped shipped ->
                status(event, OrderStatus.SHIPPED, null, version, at)
                        .andThen(changes -> changes.ship(new OrderChanges.Shipping(shipped, at)));
            case OrderDelivered delivered ->
                status(event, OrderStatus.DELIVERED, null, version, at)
                        .andThen(changes -> changes.deliver(new OrderChanges.Delivery(event.orderId(), at)));
        };
    }

    private static Consumer<OrderChanges> status(
            OrderEvent event, OrderStatus status, @Nullable String reason, long version, Instant at) {
        return changes -> changes.change(new OrderChanges.StatusChange(event.orderId(), status, reason, version, at));
    }

    private static OrderChanges.@Nullable PaymentChange change(PaymentEvent event, DomainEventMessage<?> message) {
        return switch (event) {
            case PaymentRequested requested -> change(event, PaymentStatus.REQUESTED, null, null, message);
            case PaymentActionRequired required ->
                change(event, PaymentStatus.ACTION_REQUIRED, null, null, message)
                        .requiring(required.action());
            case PaymentCaptured captured -> change(event, PaymentStatus.CAPTURED, captured.amount(), null, message);
            case PaymentRefunded refunded ->
                change(event, PaymentStatus.CAPTURED, refunded.captured(), refunded.refunded(), message);
            case PaymentDeclined declined -> change(event, PaymentStatus.DECLINED, null, null, message);
            case PaymentCancelled cancelled -> change(event, PaymentStatus.CANCELLED, null, null, message);
            // Until the gateway has agreed, the payment stands where it stood.
            case PaymentCancellationRequested asked -> null;
            case PaymentRefundRequested asked -> null;
            case PaymentRefundRefused refused -> null;
        };
    }

    private static OrderChanges.PaymentChange change(
            PaymentEvent event,
            PaymentStatus status,
            @Nullable Money captured,
            @Nullable Money refunded,
            DomainEventMessage<?> message) {
        return new OrderChanges.PaymentChange(
                event.orderId(),
                event.paymentId(),
                status,
                captured == null ? null : captured.amount(),
                refunded == null ? null : refunded.amount(),
                null,
                message.getSequenceNumber(),
                message.getTimestamp(),
                ReplayToken.isReplay(message));
    }

    private HistoryRow historyRow(HistoryFact fact, DomainEventMessage<?> message) {
        return HistoryRow.of(fact, message, json.write(fact.detail()));
    }
}
