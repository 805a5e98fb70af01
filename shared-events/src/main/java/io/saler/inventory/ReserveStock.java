package io.saler.inventory;

import io.saler.order.OrderId;
import io.saler.value.Quantity;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Promises units to an order, if enough are available; the outcome is an event either way. Repeating it for the same
 * order changes nothing.
 */
public record ReserveStock(@TargetAggregateIdentifier InventoryItemId itemId, OrderId orderId, Quantity quantity) {}
