package io.saler.order;

/** Everything that can have happened to an order. */
public sealed interface OrderEvent
        permits OrderPlaced,
                OrderAwaitsPayment,
                OrderPaymentAttempted,
                OrderConfirmed,
                OrderRejected,
                OrderCancellationRequested,
                OrderGivenUp,
                OrderCancelled,
                OrderShipped,
                OrderDelivered,
                OrderRefundRequested,
                OrderRefunded,
                OrderRefundRefused {

    OrderId orderId();
}
