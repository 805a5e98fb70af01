package io.saler.order;

import org.axonframework.serialization.Revision;

/** The order has ended without being fulfilled. */
@Revision("1")
public record OrderRejected(OrderId orderId, RejectionReason reason) implements OrderEvent {}
