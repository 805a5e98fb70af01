package io.saler.query.inventory;

import io.saler.inventory.InventoryEvent;
import io.saler.inventory.InventoryItemCreated;
import io.saler.inventory.StockAdjusted;
import io.saler.inventory.StockCommitted;
import io.saler.inventory.StockRejected;
import io.saler.inventory.StockReleased;
import io.saler.inventory.StockReserved;
import io.saler.inventory.StockReturned;
import io.saler.order.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Units that came, went, or were promised.
 *
 * @param type the event's name, for example {@code StockReserved}
 * @param change the units moved: onto the shelf or off it, and for reservations back to the units free to sell (more
 *     than 0) or out of them (less than 0)
 * @param onHand the units on the shelf after it
 * @param reserved the units promised to orders after it
 */
public record StockMovement(
        String type,
        int change,
        int onHand,
        int reserved,
        @Nullable OrderId orderId,
        @Nullable String reason,
        Instant at) {

    /** Returns null when nothing moved. */
    static @Nullable StockMovement of(InventoryEvent event, Instant at) {
        String type = event.getClass().getSimpleName();
        return switch (event) {
            case InventoryItemCreated created ->
                new StockMovement(type, created.onHand(), created.onHand(), 0, null, null, at);
            case StockAdjusted adjusted ->
                new StockMovement(
                        type, adjusted.change(), adjusted.onHand(), adjusted.reserved(), null, adjusted.reason(), at);
            case StockReserved reserved ->
                new StockMovement(
                        type,
                        -reserved.quantity().units(),
                        reserved.onHand(),
                        reserved.reserved(),
                        reserved.orderId(),
                        null,
                        at);
            case StockCommitted committed ->
                new StockMovement(
                        type,
                        -committed.quantity().units(),
                        committed.onHand(),
                        committed.reserved(),
                        committed.orderId(),
                        null,
                        at);
            case StockReleased released ->
                new StockMovement(
                        type,
                        released.units(),
                        released.onHand(),
                        released.reserved(),
                        released.orderId(),
                        released.reason(),
                        at);
            case StockReturned returned ->
                new StockMovement(
                        type,
                        returned.quantity().units(),
                        returned.onHand(),
                        returned.reserved(),
                        returned.orderId(),
                        null,
                        at);
            case StockRejected rejected -> null;
        };
    }
}
