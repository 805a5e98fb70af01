package io.saler.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an order's goods travel, as clients read it within their order.
 *
 * @param deliveredAt null until they have arrived
 */
public record ShipmentView(
        String carrier,
        String trackingNumber,
        Instant shippedAt,
        @Nullable Instant deliveredAt) {}
