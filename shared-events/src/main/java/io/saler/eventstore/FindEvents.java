package io.saler.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for stored events, those first that were stored last; answered with {@link FoundEvents}.
 *
 * @param aggregateId only those of this aggregate
 * @param type only those of this name, one of {@link EventTypes}
 * @param from only those that happened then or later
 * @param to only those that happened before
 * @param after where to go on, as {@link FoundEvents#next()} said, or null to begin
 */
public record FindEvents(
        @Nullable String aggregateId,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long after,
        int limit) {}
