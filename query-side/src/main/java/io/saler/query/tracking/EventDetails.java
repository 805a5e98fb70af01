package io.saler.query.tracking;

import io.saler.analytics.CheckoutStep;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said of an event beyond who and when; which of it there is depends on the event's type. */
record EventDetails(
        @Nullable String path,
        @Nullable UUID productId,
        @Nullable String query,
        @Nullable Integer results,
        @Nullable Integer quantity,
        @Nullable CheckoutStep step,
        @Nullable String name,
        @Nullable Map<String, Object> properties) {}
