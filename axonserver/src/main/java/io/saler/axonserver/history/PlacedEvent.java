package io.saler.axonserver.history;

import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;

/**
 * An event that knows its own place in the store. Its token does not always: one whose transaction ended after that of
 * a later event comes after it, and has a token that says how far the stream is by then.
 */
public final class PlacedEvent<T> extends GenericTrackedDomainEventMessage<T> {

    private final long position;

    PlacedEvent(TrackingToken token, DomainEventMessage<T> event, long position) {
        super(token, event);
        this.position = position;
    }

    /** The place in the store of an event that was read from it; nothing if it was not, as one that was parked. */
    public static OptionalLong positionOf(EventMessage<?> event) {
        return switch (event) {
            case PlacedEvent<?> placed -> OptionalLong.of(placed.position);
            case TrackedEventMessage<?> tracked -> tracked.trackingToken().position();
            default -> OptionalLong.empty();
        };
    }

    @Override
    public PlacedEvent<T> withMetaData(Map<String, ?> metaData) {
        return new PlacedEvent<>(trackingToken(), super.withMetaData(metaData), position);
    }

    @Override
    public PlacedEvent<T> andMetaData(Map<String, ?> metaData) {
        return new PlacedEvent<>(trackingToken(), super.andMetaData(metaData), position);
    }

    @Override
    public PlacedEvent<T> withTrackingToken(TrackingToken token) {
        return new PlacedEvent<>(token, this, position);
    }
}
