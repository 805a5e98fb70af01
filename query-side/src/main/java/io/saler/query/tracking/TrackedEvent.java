package io.saler.query.tracking;

import io.saler.analytics.TrackedType;
import io.saler.value.Id;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor of a store did, as it is in Kafka.
 *
 * @param eventId as its client calls it; the same again, in the same store, is the same event
 * @param at when it happened, as far as that is believed
 * @param clientAt when it happened by the client's clock; null when it does not say
 * @param receivedAt when Saler was told
 * @param visitor a pseudonym, as is {@code session}
 */
record TrackedEvent(
        String eventId,
        UUID storeId,
        TrackedType type,
        Instant at,
        @Nullable Instant clientAt,
        Instant receivedAt,
        String visitor,
        String session,
        EventDetails details) {

    /** Whoever writes to the topic may leave something out. */
    TrackedEvent {
        Objects.requireNonNull(eventId);
        Objects.requireNonNull(storeId);
        Objects.requireNonNull(type);
        Objects.requireNonNull(visitor);
        Objects.requireNonNull(session);
        Objects.requireNonNull(details);
        at = at.truncatedTo(ChronoUnit.MILLIS);
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        clientAt = clientAt == null ? null : clientAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What tells this event from all others, of all stores. */
    UUID key() {
        return Id.derived("tracked-event", storeId, eventId);
    }
}
