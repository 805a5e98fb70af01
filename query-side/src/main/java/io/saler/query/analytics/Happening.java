package io.saler.query.analytics;

import io.saler.axonserver.history.PlacedEvent;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * An event with what facts need to know of it.
 *
 * @param version its number within its aggregate
 * @param position its place in the stream; -1 when it did not come from there, as events that were parked may not
 */
record Happening(Object event, long version, long position, Instant at) {

    private static final long UNKNOWN = -1;

    static Happening of(DomainEventMessage<?> message) {
        long position = PlacedEvent.positionOf(message).orElse(UNKNOWN);
        return new Happening(message.getPayload(), message.getSequenceNumber(), position, message.getTimestamp());
    }
}
