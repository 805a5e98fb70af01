package io.saler.axonserver.migration;

import io.axoniq.axonserver.grpc.event.Event;

/**
 * An event of the embedded store, as Axon Server would have been given it.
 *
 * @param globalIndex its number in the embedded store: it grows from event to event, but numbers may be left out
 */
public record NumberedEvent(long globalIndex, Event event) {}
