package io.saler.order;

import org.axonframework.serialization.Revision;

/**
 * An administrator has decided that an order that is not paid yet will not be. What comes first, its payment or this,
 * is not known yet.
 */
@Revision("1")
public record OrderGivenUp(OrderId orderId) implements OrderEvent {}
