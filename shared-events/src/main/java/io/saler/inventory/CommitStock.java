package io.saler.inventory;

import io.saler.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes the units promised to an order off the shelf, for they are sold. Repeating it changes nothing. */
public record CommitStock(@TargetAggregateIdentifier InventoryItemId itemId, OrderId orderId) {}
