package io.saler.inventory;

import io.saler.catalog.ProductId;
import io.saler.order.OrderId;
import io.saler.payment.RefundId;
import io.saler.value.Quantity;
import org.axonframework.serialization.Revision;

/** Units sold to an order are on the shelf again; {@code onHand} and {@code reserved} are the numbers after it. */
@Revision("1")
public record StockReturned(
        InventoryItemId itemId,
        ProductId productId,
        OrderId orderId,
        RefundId refundId,
        Quantity quantity,
        int onHand,
        int reserved)
        implements InventoryEvent {}
