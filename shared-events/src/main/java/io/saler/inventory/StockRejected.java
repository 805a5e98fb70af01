package io.saler.inventory;

import io.saler.catalog.ProductId;
import io.saler.order.OrderId;
import io.saler.value.Quantity;
import org.axonframework.serialization.Revision;

/** An order wanted more units than were available. */
@Revision("1")
public record StockRejected(
        InventoryItemId itemId, ProductId productId, OrderId orderId, Quantity requested, int available)
        implements InventoryEvent {}
