package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimId;
import io.saler.identity.EmailClaimed;
import io.saler.identity.RegisterUser;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisterUserTest {

    private final AggregateTestFixture<EmailClaim> claim = new AggregateTestFixture<>(EmailClaim.class);
    private final RegisterUser ada =
            new RegisterUser(UserId.random(), new EmailAddress("Ada@example.org"), "Ada", Role.CUSTOMER);
    private final EmailClaimId claimId = EmailClaimId.of(new EmailAddress("ada@EXAMPLE.org"));

    /** Only the half that concerns the claim: a fixture has a single kind of aggregate. */
    static final class Claiming {

        private final Repository<EmailClaim> claims;

        Claiming(Repository<EmailClaim> claims) {
            this.claims = claims;
        }

        @CommandHandler
        void register(RegisterUser command) throws Exception {
            claims.newInstance(() -> new EmailClaim(command));
        }
    }

    @BeforeEach
    void handleRegistrations() {
        claim.registerAnnotatedCommandHandler(new Claiming(claim.getRepository()));
    }

    @Test
    void claimsTheAddressWhateverItsCase() {
        claim.givenNoPriorActivity().when(ada).expectEvents(new EmailClaimed(claimId, ada.userId()));
    }

    @Test
    void isRefusedByTheEventStoreWhenTheAddressIsClaimed() {
        claim.given(new EmailClaimed(claimId, UserId.random())).when(ada).expectException(EventStoreException.class);
    }
}
