package io.saler.inventory;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;
import java.util.Map;

/** Why a change to stock can be refused. */
public abstract sealed class InventoryFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private InventoryFailure(FailureKind kind, String type, String message, Map<String, String> properties) {
        super(kind, type, message, properties);
    }

    public static final class InventoryItemUnknown extends InventoryFailure {
        public InventoryItemUnknown() {
            super(FailureKind.NOT_FOUND, "product-unknown", "There is no such product.", Map.of());
        }
    }

    /** Fewer units would be on hand than are promised to orders, or fewer than none. */
    public static final class StockWouldBeNegative extends InventoryFailure {
        public StockWouldBeNegative(StockLevel level) {
            super(
                    FailureKind.CONFLICT,
                    "stock-would-be-negative",
                    "%d units are on hand and %d of these are reserved; no more than the others can be taken away."
                            .formatted(level.onHand(), level.reserved()),
                    Map.of(
                            "onHand", Integer.toString(level.onHand()),
                            "reserved", Integer.toString(level.reserved())));
        }
    }

    public static final class StockMoved extends InventoryFailure {
        public StockMoved() {
            super(
                    FailureKind.OUTDATED,
                    "version-outdated",
                    "This stock has changed since the version the request builds on.",
                    Map.of());
        }
    }

    public static final class StockTooLarge extends InventoryFailure {
        public StockTooLarge(int maximum) {
            super(
                    FailureKind.INVALID,
                    "stock-too-large",
                    "At most %,d units can be on hand.".formatted(maximum),
                    Map.of());
        }
    }
}
