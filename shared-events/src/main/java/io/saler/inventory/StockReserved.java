package io.saler.inventory;

import io.saler.catalog.ProductId;
import io.saler.order.OrderId;
import io.saler.value.Quantity;
import org.axonframework.serialization.Revision;

/** Units are promised to an order; {@code onHand} and {@code reserved} are the numbers after it. */
@Revision("1")
public record StockReserved(
        InventoryItemId itemId, ProductId productId, OrderId orderId, Quantity quantity, int onHand, int reserved)
        implements InventoryEvent {}
