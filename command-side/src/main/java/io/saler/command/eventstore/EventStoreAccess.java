package io.saler.command.eventstore;

import io.saler.eventstore.FindAggregateAt;
import io.saler.eventstore.FindEvents;
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
        return MessageRule.allInRole(Role.ADMIN, FindEvents.class, FindAggregateAt.class);
    }
}
