package io.saler.saga.journal;

import io.saler.axonserver.json.MaskedJson;
import io.saler.identity.Actor;
import io.saler.identity.UserId;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.StoredEvent;
import io.saler.order.OrderPlaced;
import io.saler.saga.notification.Contacts;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what people said in their own words where it is kept, in the event store: the journal only knows in which
 * event. Of anything that was said by or about somebody who was erased since, nothing is told.
 */
@Component
class OwnWords {

    private static final String ERASED = "[erased]";

    private final EventStore events;
    private final Contacts contacts;

    OwnWords(EventStore events, Contacts contacts) {
        this.events = events;
        this.contacts = contacts;
    }

    /** The entry with these words, or as it is when nothing is missing from it. */
    JournalEntry reveal(JournalEntry entry) {
        StoredEvent original = entry.original();
        if (original == null) {
            return entry;
        }
        DomainEventMessage<?> event = read(original.aggregateId(), original.sequenceNumber());
        Map<String, Object> payload = event == null ? null : MaskedJson.revealed(event.getPayload());
        if (event == null || payload == null) {
            return entry;
        }
        if (isAboutSomebodyErased(event)) {
            payload.replace(MaskedJson.OWN_WORDS, ERASED);
        }
        return entry.with(payload);
    }

    private @Nullable DomainEventMessage<?> read(String aggregate, long sequenceNumber) {
        DomainEventStream stream = events.readEvents(aggregate, sequenceNumber);
        return stream.hasNext() ? stream.next() : null;
    }

    private boolean isAboutSomebodyErased(DomainEventMessage<?> event) {
        DomainEventMessage<?> first = read(event.getAggregateIdentifier(), 0);
        Stream<UserId> customer = first != null && first.getPayload() instanceof OrderPlaced placed
                ? Stream.of(placed.customerId())
                : Stream.empty();
        Actor actor = Actor.of(event.getMetaData());
        Stream<UserId> author = actor.isPerson() ? Stream.of(UserId.of(actor.id())) : Stream.empty();
        return Stream.concat(customer, author).anyMatch(contacts::isErased);
    }
}
