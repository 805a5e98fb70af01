package io.saler.axonserver.archive;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An event with its place. What is in it is read when the message is asked for it, and only then found to be
 * unreadable.
 *
 * @param number its place among those it was found with: all events, or those of its aggregate
 * @param position its place among all events, where that is known
 * @param type its name, without the package
 */
public record StoredEvent(
        long number,
        @Nullable Long position,
        String type,
        @Nullable String revision,
        EventMessage<?> message) {

    /** An event of an aggregate whose place among all others is not known. */
    public static StoredEvent of(DomainEventMessage<?> message) {
        return of(message.getSequenceNumber(), null, message);
    }

    static StoredEvent of(long number, @Nullable Long position, EventMessage<?> message) {
        Class<?> type = message.getPayloadType();
        Revision revision = type.getAnnotation(Revision.class);
        return new StoredEvent(
                number, position, type.getSimpleName(), revision == null ? null : revision.value(), message);
    }

    public Instant at() {
        return message.getTimestamp();
    }
}
