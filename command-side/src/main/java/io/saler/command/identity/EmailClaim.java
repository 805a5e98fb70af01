package io.saler.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.saler.identity.EmailClaimId;
import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailReleased;
import io.saler.identity.IdentityFailure.EmailTaken;
import io.saler.identity.UserId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One address belongs to one person at a time. That of several who claim it at once only one gets it is what the event
 * store itself sees to.
 */
@Aggregate
class EmailClaim {

    @AggregateIdentifier
    private @Nullable EmailClaimId claimId;

    private @Nullable UserId holder;

    /** Throws {@link EmailTaken} when it belongs to somebody else. */
    void claim(EmailClaimId claim, UserId user) {
        if (holder == null) {
            apply(new EmailClaimed(claim, user));
        } else if (!holder.equals(user)) {
            throw new EmailTaken();
        }
    }

    void release(UserId user) {
        if (claimId != null && user.equals(holder)) {
            apply(new EmailReleased(claimId, user));
        }
    }

    @EventSourcingHandler
    void on(EmailClaimed event) {
        claimId = event.claimId();
        holder = event.userId();
    }

    @EventSourcingHandler
    void on(EmailReleased event) {
        holder = null;
    }
}
