package io.saler.command.eventstore;

import io.saler.eventstore.FindAggregateAt;
import io.saler.eventstore.FindEvents;
import io.saler.failure.Forbidden;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Role;
import java.util.List;
import org.springframework.stereotype.Component;

/** The event store tells of everybody, so it is for administrators alone. */
@Component
final class EventStoreAccess implements MessageRules {

    @Override
    public List<MessageRule<?>> messageRules() {
        return List.of(ofAdministrators(FindEvents.class), ofAdministrators(FindAggregateAt.class));
    }

    private static MessageRule<?> ofAdministrators(Class<?> message) {
        return new MessageRule<>(message, (actor, content) -> {
            if (!actor.kind().equals(Role.ADMIN.name())) {
                throw new Forbidden();
            }
        });
    }
}
