package io.saler.inventory;

import io.saler.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes back the promise to an order. A reservation of that order that arrives later is void, so releasing is safe even
 * when nobody knows whether the reservation was made. Repeating it changes nothing.
 */
public record ReleaseStock(@TargetAggregateIdentifier InventoryItemId itemId, OrderId orderId, String reason) {}
