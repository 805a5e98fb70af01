package io.saler.inventory;

import io.saler.catalog.ProductId;
import io.saler.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * An order has no claim on units any more; {@code units} is 0 when it had none yet. {@code onHand} and {@code reserved}
 * are the numbers after it.
 */
@Revision("1")
public record StockReleased(
        InventoryItemId itemId,
        ProductId productId,
        OrderId orderId,
        int units,
        int onHand,
        int reserved,
        String reason)
        implements InventoryEvent {}
