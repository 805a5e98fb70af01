package io.saler.eventstore;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored event as administrators read it.
 *
 * @param position its place among all events; null where the event store tells only its place within the aggregate
 * @param aggregateType null, as the aggregate's id and sequence, for an event that is of no aggregate
 * @param sequence how many events of the aggregate came before it
 * @param type its name, such as {@code OrderPlaced}
 * @param revision of the form in which it was stored
 * @param actor who caused it, as {@code kind:id}
 * @param correlationId the message that everything began with
 * @param causationId the message that it follows from
 * @param traceId the trace (W3C) that it is part of
 * @param payload without what is personal; null when it cannot be told
 */
public record EventView(
        String eventId,
        @Nullable Long position,
        @Nullable String aggregateType,
        @Nullable String aggregateId,
        @Nullable Long sequence,
        String type,
        @Nullable String revision,
        Instant at,
        @Nullable String actor,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String operationId,
        @Nullable String traceId,
        @Nullable Map<String, Object> payload) {}
