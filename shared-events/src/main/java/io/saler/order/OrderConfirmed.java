package io.saler.order;

import org.axonframework.serialization.Revision;

/** The order is paid and its units are the customer's. */
@Revision("1")
public record OrderConfirmed(OrderId orderId) implements OrderEvent {}
