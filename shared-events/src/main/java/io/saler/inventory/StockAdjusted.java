package io.saler.inventory;

import io.saler.catalog.ProductId;
import io.saler.value.OwnWords;
import org.axonframework.serialization.Revision;

/** The merchant corrected the units on hand; both numbers below are those after it. */
@Revision("1")
public record StockAdjusted(
        InventoryItemId itemId,
        ProductId productId,
        int change,
        int onHand,
        int reserved,
        @OwnWords String reason) implements InventoryEvent {}
