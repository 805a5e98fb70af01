package io.saler.inventory;

import io.saler.value.InvalidValue;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the units on hand, by a difference or to a counted number; exactly one of both is given. Answers the
 * {@link StockLevel} after it. Refused with {@link InventoryFailure.StockWouldBeNegative} when fewer units would be
 * left than are reserved.
 */
public record AdjustStock(
        @TargetAggregateIdentifier InventoryItemId itemId,
        @Nullable Integer change,
        @Nullable Integer onHand,
        String reason) {

    public AdjustStock {
        if ((change == null) == (onHand == null)) {
            throw new InvalidValue("Give either a change or the units on hand");
        }
        reason = InvalidValue.text("A reason", reason, 1, 500);
    }
}
