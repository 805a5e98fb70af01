package io.saler.inventory;

import io.saler.catalog.ProductId;
import io.saler.value.InvalidValue;
import io.saler.value.OwnWords;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the units on hand, by a difference or to a counted number; exactly one of both is given. Answers the
 * {@link AdjustedStock}. Refused with {@link InventoryFailure.StockWouldBeNegative} when fewer units would be left than
 * are reserved, and with {@link InventoryFailure.StockMoved} when the stock has none of the expected versions.
 *
 * @param expectedVersions the versions of the stock that the correction may build on, or null for any
 */
public record AdjustStock(
        ProductId productId,
        @Nullable Integer change,
        @Nullable Integer onHand,
        @OwnWords String reason,
        @Nullable Set<Long> expectedVersions) {

    public AdjustStock {
        if ((change == null) == (onHand == null)) {
            throw InvalidValue.at("change", "Give either a change or the units on hand");
        }
        reason = InvalidValue.line("reason", "A reason", reason, 1, 500);
    }

    /** A correction that builds on no particular version. */
    public AdjustStock(ProductId productId, @Nullable Integer change, @Nullable Integer onHand, String reason) {
        this(productId, change, onHand, reason, null);
    }

    @TargetAggregateIdentifier
    public InventoryItemId itemId() {
        return InventoryItemId.of(productId);
    }
}
