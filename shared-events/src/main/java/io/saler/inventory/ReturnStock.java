package io.saler.inventory;

import io.saler.order.OrderId;
import io.saler.payment.RefundId;
import io.saler.value.Quantity;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Puts units that were sold to an order back on the shelf, once per refund that takes them back. Repeating it changes
 * nothing. Units that are still only promised to the order count as sold by it, so the sale may be noted later.
 */
public record ReturnStock(
        @TargetAggregateIdentifier InventoryItemId itemId, OrderId orderId, RefundId refundId, Quantity quantity) {}
