package io.saler.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.identity.EmailClaimId;
import io.saler.identity.EmailClaimed;
import io.saler.identity.RegisterUser;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One address belongs to one person. That there is never a second claim is what the event store itself sees to. */
@Aggregate
class EmailClaim {

    @AggregateIdentifier
    private @Nullable EmailClaimId claimId;

    EmailClaim() {}

    EmailClaim(RegisterUser registration) {
        apply(new EmailClaimed(EmailClaimId.of(registration.email()), registration.userId()));
    }

    @EventSourcingHandler
    void on(EmailClaimed event) {
        claimId = event.claimId();
    }
}
