package io.saler.query.order;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event in an order's history as people read it: what happened, when, in which feature, by whom and why.
 *
 * @param type the event's name, for example {@code StockReserved}
 * @param reason in kebab case, or the payment gateway's code; null when there is nothing to explain
 * @param detail further facts, which depend on the type
 */
record HistoryView(
        String eventId,
        String type,
        Instant at,
        String feature,
        String aggregateId,
        Cause actor,
        @Nullable String reason,
        @Schema(implementation = Map.class) @JsonRawValue String detail) {

    /**
     * Who caused an event.
     *
     * @param type a role, {@code SYSTEM} or {@code ANONYMOUS}; {@code ERASED} for somebody who has asked to be
     *     forgotten
     * @param id a user's id, or the name of a part of Saler
     */
    record Cause(String type, String id) {}

    private static final String ERASED = "ERASED";

    /** @param erased whether whoever caused it was erased since */
    static HistoryView of(OrderHistory.Entry entry, boolean erased) {
        return new HistoryView(
                entry.eventId(),
                entry.type(),
                entry.at(),
                entry.feature(),
                entry.aggregateId(),
                new Cause(erased ? ERASED : entry.actorKind(), entry.actorId()),
                entry.reason(),
                entry.detail());
    }
}
