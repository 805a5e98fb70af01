package io.saler.demo.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One event in an order's history: what happened, when, in which feature, by whom, and why if somebody said so. */
public record HistoryEntry(
        @Nullable String eventId,
        String type,
        Instant at,
        @Nullable String feature,
        @Nullable String aggregateId,
        @Nullable Actor actor,
        @Nullable String reason,
        @Nullable JsonNode detail,
        @Nullable Origin origin) {

    /** A person in a role, or a part of Saler itself. */
    public record Actor(@Nullable String type, @Nullable String id) {}

    /** The request and the message that it goes back to, and the message that caused it. */
    public record Origin(
            @Nullable String requestId,
            @Nullable String correlationId,
            @Nullable String causationId) {}
}
