package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailReleased;
import io.saler.identity.UserId;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows whose an address is, as the event store says; tables may not have heard of it yet. */
@Component
class EmailClaims {

    private final EventStore events;
    private final ClaimIds ids;

    EmailClaims(EventStore events, ClaimIds ids) {
        this.events = events;
        this.ids = ids;
    }

    boolean isOf(UserId user, EmailAddress email) {
        @Nullable UserId holder = null;
        var history = events.readEvents(ids.of(email).toString(), 0);
        while (history.hasNext()) {
            holder = switch (history.next().getPayload()) {
                case EmailClaimed claimed -> claimed.userId();
                case EmailReleased released -> null;
                default -> holder;
            };
        }
        return user.equals(holder);
    }
}
