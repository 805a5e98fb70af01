package io.saler.query.order;

import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.inventory.StockReturned;
import io.saler.notification.NotificationEvent;
import io.saler.notification.NotificationFailed;
import io.saler.notification.NotificationRequested;
import io.saler.notification.NotificationSent;
import io.saler.order.OrderAwaitsPayment;
import io.saler.order.OrderCancellationRequested;
import io.saler.order.OrderCancelled;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderDelivered;
import io.saler.order.OrderEvent;
import io.saler.order.OrderGivenUp;
import io.saler.order.OrderId;
import io.saler.order.OrderPaymentAttempted;
import io.saler.order.OrderPlaced;
import io.saler.order.OrderRefundRefused;
import io.saler.order.OrderRefundRequested;
import io.saler.order.OrderRefunded;
import io.saler.order.OrderRejected;
import io.saler.order.OrderShipped;
import io.saler.order.RejectionReason;
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
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells in an order's history: of which order and feature it is, why it happened if the event says so,
 * and the facts worth reading. Names and addresses of people are not among them.
 */
record HistoryFact(
        OrderId orderId, String feature, @Nullable String reason, Map<String, Object> detail) {

    static HistoryFact of(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed ->
                order(
                        event,
                        null,
                        Map.of(
                                "storeId", placed.storeId(),
                                "lines", placed.lines().size(),
                                "total", placed.totals().total(),
                                "paymentMethod", placed.paymentMethod()));
            case OrderAwaitsPayment awaits -> order(event, null, Map.of());
            case OrderPaymentAttempted attempted ->
                order(event, null, Map.of("attempt", attempted.attempt(), "paymentMethod", attempted.method()));
            case OrderConfirmed confirmed -> order(event, null, Map.of("paymentId", confirmed.paymentId()));
            case OrderCancellationRequested asked -> order(event, asked.reason(), Map.of());
            case OrderGivenUp givenUp -> order(event, RejectionReason.GIVEN_UP_BY_ADMINISTRATOR.code(), Map.of());
            case OrderCancelled cancelled -> order(event, cancelled.reason(), Map.of());
            case OrderRefundRequested requested ->
                order(
                        event,
                        requested.reason(),
                        Map.of(
                                "refundId", requested.refundId(),
                                "amount", requested.amount(),
                                "returned", requested.returned().size()));
            case OrderRefunded refunded ->
                order(
                        event,
                        null,
                        Map.of(
                                "refundId", refunded.refundId(),
                                "amount", refunded.amount(),
                                "refunded", refunded.refunded()));
            case OrderRefundRefused refused ->
                order(event, refused.code(), Map.of("refundId", refused.refundId(), "amount", refused.amount()));
            case OrderRejected rejected -> order(event, rejected.reason().code(), Map.of());
            case OrderShipped shipped ->
                order(event, null, Map.of("carrier", shipped.carrier(), "trackingNumber", shipped.trackingNumber()));
            case OrderDelivered delivered -> order(event, null, Map.of());
        };
    }

    static HistoryFact of(PaymentEvent event) {
        return switch (event) {
            case PaymentRequested requested ->
                payment(event, null, Map.of("amount", requested.amount(), "paymentMethod", requested.method()));
            case PaymentActionRequired required -> payment(event, null, Map.of());
            case PaymentCaptured captured ->
                payment(
                        event,
                        null,
                        Map.of("amount", captured.amount(), "gatewayReference", captured.gatewayReference()));
            case PaymentDeclined declined -> payment(event, declined.code(), Map.of());
            case PaymentCancellationRequested asked -> payment(event, asked.reason(), Map.of());
            case PaymentCancelled cancelled -> payment(event, null, Map.of());
            case PaymentRefundRequested asked ->
                payment(event, null, Map.of("refundId", asked.refundId(), "amount", asked.amount()));
            case PaymentRefunded refunded ->
                payment(
                        event,
                        null,
                        Map.of(
                                "refundId", refunded.refundId(),
                                "amount", refunded.amount(),
                                "gatewayReference", refunded.gatewayReference()));
            case PaymentRefundRefused refused ->
                payment(event, refused.code(), Map.of("refundId", refused.refundId(), "amount", refused.amount()));
        };
    }

    /** Returns null for what is not about an order. */
    static @Nullable HistoryFact of(InventoryEvent event) {
        return switch (event) {
            case StockReserved reserved ->
                stock(event, reserved.orderId(), null, Map.of("quantity", reserved.quantity()));
            case StockRejected rejected ->
                stock(
                        event,
                        rejected.orderId(),
                        "insufficient-stock",
                        Map.of("quantity", rejected.requested(), "available", rejected.available()));
            case StockCommitted committed ->
                stock(event, committed.orderId(), null, Map.of("quantity", committed.quantity()));
            case StockReleased released ->
                stock(event, released.orderId(), released.reason(), Map.of("quantity", released.units()));
            case StockReturned returned ->
                stock(
                        event,
                        returned.orderId(),
                        null,
                        Map.of("quantity", returned.quantity(), "refundId", returned.refundId()));
            case InventoryItemCreated created -> null;
            case StockAdjusted adjusted -> null;
        };
    }

    /** Returns null for what is not about an order. */
    static @Nullable HistoryFact of(NotificationEvent event) {
        OrderId order = event.orderId();
        if (order == null) {
            return null;
        }
        return switch (event) {
            case NotificationRequested requested ->
                notification(order, requested.reason(), Map.of("kind", requested.kind(), "channel", "EMAIL"));
            case NotificationSent sent -> notification(order, null, Map.of("channel", "EMAIL"));
            case NotificationFailed failed -> notification(order, failed.reason(), Map.of("channel", "EMAIL"));
        };
    }

    private static HistoryFact order(OrderEvent event, @Nullable String reason, Map<String, Object> detail) {
        return new HistoryFact(event.orderId(), "order", reason, detail);
    }

    private static HistoryFact payment(PaymentEvent event, @Nullable String reason, Map<String, Object> detail) {
        return new HistoryFact(event.orderId(), "payment", reason, detail);
    }

    private static HistoryFact stock(
            InventoryEvent event, OrderId order, @Nullable String reason, Map<String, Object> detail) {
        var facts = new TreeMap<>(detail);
        facts.put("productId", event.productId());
        return new HistoryFact(order, "inventory", reason, facts);
    }

    private static HistoryFact notification(OrderId order, @Nullable String reason, Map<String, Object> detail) {
        return new HistoryFact(order, "notification", reason, detail);
    }
}
