package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimId;
import io.saler.identity.EmailClaimed;
import io.saler.identity.UserId;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Knows whose an address is, as the event store says; tables may not have heard of it yet. */
@Component
class EmailClaims {

    private final EventStore events;

    EmailClaims(EventStore events) {
        this.events = events;
    }

    boolean isOf(UserId user, EmailAddress email) {
        var history = events.readEvents(EmailClaimId.of(email).toString(), 0);
        return history.hasNext()
                && history.next().getPayload() instanceof EmailClaimed claim
                && claim.userId().equals(user);
    }
}
