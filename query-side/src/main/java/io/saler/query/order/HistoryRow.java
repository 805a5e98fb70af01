package io.saler.query.order;

import io.saler.identity.Actor;
import io.saler.order.OrderId;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** One event in an order's history, as it is stored. */
record HistoryRow(
        OrderId orderId,
        String eventId,
        String type,
        Instant at,
        String feature,
        String aggregateId,
        Actor actor,
        HistoryOrigin origin,
        @Nullable String reason,
        String detail) {

    private static final Actor UNKNOWN = Actor.system("unknown");

    /** @param detail the fact's detail as JSON */
    static HistoryRow of(HistoryFact fact, DomainEventMessage<?> message, String detail) {
        return new HistoryRow(
                fact.orderId(),
                message.getIdentifier(),
                message.getPayloadType().getSimpleName(),
                message.getTimestamp(),
                fact.feature(),
                message.getAggregateIdentifier(),
                message.getMetaData().get(Actor.KEY) instanceof String actor ? Actor.parse(actor) : UNKNOWN,
                HistoryOrigin.of(message.getMetaData()),
                fact.reason(),
                detail);
    }
}
