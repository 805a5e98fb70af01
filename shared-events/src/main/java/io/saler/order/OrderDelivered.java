package io.saler.order;

import org.axonframework.serialization.Revision;

/** The customer has the order's goods. */
@Revision("1")
public record OrderDelivered(OrderId orderId) implements OrderEvent {}
