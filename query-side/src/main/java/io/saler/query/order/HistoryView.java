package io.saler.query.order;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.saler.identity.Actor;
import io.saler.identity.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event in an order's history as people read it: what happened, when, in which feature, by whom, from where and
 * why.
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
        HistoryOrigin origin,
        @Nullable String reason,
        @Schema(implementation = Map.class) @JsonRawValue String detail) {

    /**
     * Who caused an event.
     *
     * @param type a role, {@code API_KEY}, {@code SYSTEM} or {@code ANONYMOUS}; {@code ERASED} for somebody who has
     *     asked to be forgotten
     * @param id a user's or a key's id, or the name of a part of Saler
     */
    record Cause(String type, String id) {}

    private static final String ERASED = "ERASED";

    /**
     * As the store's side reads it.
     *
     * @param erased whether whoever caused it was erased since
     */
    static HistoryView of(OrderHistory.Entry entry, boolean erased) {
        return of(entry, erased, erased ? entry.origin().withoutPlace() : entry.origin());
    }

    /** As a customer reads it, who learns of no network and program but their own. */
    static HistoryView of(OrderHistory.Entry entry, boolean erased, UserId customer) {
        boolean own = new Actor(entry.actorKind(), entry.actorId()).is(customer);
        return of(entry, erased, own ? entry.origin() : entry.origin().withoutPlace());
    }

    private static HistoryView of(OrderHistory.Entry entry, boolean erased, HistoryOrigin origin) {
        return new HistoryView(
                entry.eventId(),
                entry.type(),
                entry.at(),
                entry.feature(),
                entry.aggregateId(),
                new Cause(erased ? ERASED : entry.actorKind(), entry.actorId()),
                origin,
                entry.reason(),
                entry.detail());
    }
}
