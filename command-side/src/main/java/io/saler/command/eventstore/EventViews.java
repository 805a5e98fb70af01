package io.saler.command.eventstore;

import io.saler.axonserver.archive.StoredEvent;
import io.saler.axonserver.json.MaskedJson;
import io.saler.command.identity.ErasedPeople;
import io.saler.eventstore.EventView;
import io.saler.gateway.idempotency.OperationId;
import io.saler.gateway.message.MessageAutoConfiguration;
import io.saler.gateway.request.RequestId;
import io.saler.identity.Actor;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Shows events without what is personal in them, and of people who were erased that they were. */
@Component
final class EventViews {

    private static final Logger LOG = LoggerFactory.getLogger(EventViews.class);

    private static final String ERASED = "[erased]";

    private final ErasedPeople erased;

    EventViews(ErasedPeople erased) {
        this.erased = erased;
    }

    private record Content(StoredEvent event, @Nullable Object payload) {}

    List<EventView> of(List<StoredEvent> events) {
        List<Content> contents =
                events.stream().map(event -> new Content(event, payload(event))).toList();
        Set<UserId> gone = erased.among(contents.stream()
                .map(Content::payload)
                .filter(UserRegistered.class::isInstance)
                .map(UserRegistered.class::cast)
                .toList());
        return contents.stream().map(content -> view(content, gone)).toList();
    }

    private static @Nullable Object payload(StoredEvent event) {
        try {
            return event.message().getPayload();
        } catch (SerializationException unreadable) {
            LOG.debug("Event {} cannot be read", event.message().getIdentifier(), unreadable);
            return null;
        }
    }

    private static EventView view(Content content, Set<UserId> gone) {
        StoredEvent event = content.event();
        MetaData origin = event.message().getMetaData();
        DomainEventMessage<?> ofAggregate =
                event.message() instanceof DomainEventMessage<?> domain && domain.getType() != null ? domain : null;
        return new EventView(
                event.message().getIdentifier(),
                event.position(),
                ofAggregate == null ? null : ofAggregate.getType(),
                ofAggregate == null ? null : ofAggregate.getAggregateIdentifier(),
                ofAggregate == null ? null : ofAggregate.getSequenceNumber(),
                event.type(),
                event.revision(),
                event.at(),
                text(origin, Actor.KEY),
                text(origin, RequestId.KEY),
                text(origin, MessageAutoConfiguration.CORRELATION),
                text(origin, MessageAutoConfiguration.CAUSATION),
                text(origin, OperationId.KEY),
                null,
                fields(content.payload(), gone));
    }

    private static @Nullable Map<String, Object> fields(@Nullable Object payload, Set<UserId> gone) {
        Map<String, Object> fields = MaskedJson.of(payload);
        if (fields != null && payload instanceof UserRegistered registered && gone.contains(registered.userId())) {
            fields.replaceAll((name, value) -> value.equals(MaskedJson.MASKED) ? ERASED : value);
        }
        return fields;
    }

    private static @Nullable String text(MetaData origin, String name) {
        Object value = origin.get(name);
        return value == null ? null : value.toString();
    }
}
