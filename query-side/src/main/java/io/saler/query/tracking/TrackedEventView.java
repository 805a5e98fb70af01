package io.saler.query.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.saler.analytics.CheckoutStep;
import io.saler.analytics.TrackedType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the store's own read it.
 *
 * @param at when it happened, as far as that is believed
 * @param occurredAt when it happened by the client's clock
 * @param visitor a pseudonym, as is {@code session}: the same for the same one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrackedEventView(
        String eventId,
        TrackedType type,
        Instant at,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        String visitor,
        String session,
        @Nullable String path,
        @Nullable UUID productId,
        @Nullable String query,
        @Nullable Integer results,
        @Nullable Integer quantity,
        @Nullable CheckoutStep step,
        @Nullable String name,
        @Nullable Map<String, Object> properties) {

    static TrackedEventView of(TrackedEvent event) {
        EventDetails details = event.details();
        return new TrackedEventView(
                event.eventId(),
                event.type(),
                event.at(),
                event.clientAt(),
                event.receivedAt(),
                event.visitor(),
                event.session(),
                details.path(),
                details.productId(),
                details.query(),
                details.results(),
                details.quantity(),
                details.step(),
                details.name(),
                details.properties());
    }
}
