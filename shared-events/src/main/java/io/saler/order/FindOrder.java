package io.saler.order;

/** Asks for an order as it stands; answered with an {@link OrderView}, or null when there is no such order. */
public record FindOrder(OrderId orderId) {}
