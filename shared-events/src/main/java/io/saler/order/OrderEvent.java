package io.saler.order;

/** Everything that can have happened to an order. */
public sealed interface OrderEvent
        permits OrderPlaced, OrderAwaitsPayment, OrderConfirmed, OrderRejected, OrderShipped, OrderDelivered {

    OrderId orderId();
}
