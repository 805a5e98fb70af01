package io.saler.order;

import org.axonframework.serialization.Revision;

/** The customer has to act before the payment can go through, or pay in another way. */
@Revision("1")
public record OrderAwaitsPayment(OrderId orderId) implements OrderEvent {}
