package io.saler.command.identity;

import io.saler.identity.EmailClaimId;
import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailReleased;
import io.saler.identity.IdentityFailure.EmailTaken;
import io.saler.identity.UserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only the half of registering and erasing that concerns the claim: a fixture has a single kind of aggregate. */
class RegisterUserTest {

    private final AggregateTestFixture<EmailClaim> claim = new AggregateTestFixture<>(EmailClaim.class);
    private final EmailClaimId address = new EmailClaimId("an address");
    private final UserId ada = UserId.random();
    private final UserId bob = UserId.random();

    record Claim(@RoutingKey EmailClaimId address, UserId user) {}

    record Release(@RoutingKey EmailClaimId address, UserId user) {}

    static final class Claiming {

        private final Repository<EmailClaim> claims;

        Claiming(Repository<EmailClaim> claims) {
            this.claims = claims;
        }

        @CommandHandler
        void handle(Claim command) throws Exception {
            claims.loadOrCreate(command.address().toString(), EmailClaim::new)
                    .execute(claim -> claim.claim(command.address(), command.user()));
        }

        @CommandHandler
        void handle(Release command) {
            claims.load(command.address().toString()).execute(claim -> claim.release(command.user()));
        }
    }

    @BeforeEach
    void handleClaims() {
        claim.registerAnnotatedCommandHandler(new Claiming(claim.getRepository()));
    }

    @Test
    void claimsAnAddressThatNobodyHasHad() {
        claim.givenNoPriorActivity().when(new Claim(address, ada)).expectEvents(new EmailClaimed(address, ada));
    }

    @Test
    void isRefusedWhenTheAddressBelongsToSomebodyElse() {
        claim.given(new EmailClaimed(address, bob))
                .when(new Claim(address, ada))
                .expectException(EmailTaken.class)
                .expectNoEvents();
    }

    @Test
    void claimsItOnce() {
        claim.given(new EmailClaimed(address, ada))
                .when(new Claim(address, ada))
                .expectNoEvents();
    }

    @Test
    void anErasedPersonsAddressIsFreeForOthers() {
        claim.given(new EmailClaimed(address, bob))
                .when(new Release(address, bob))
                .expectEvents(new EmailReleased(address, bob));
        claim.given(new EmailClaimed(address, bob), new EmailReleased(address, bob))
                .when(new Claim(address, ada))
                .expectEvents(new EmailClaimed(address, ada));
    }

    @Test
    void itIsReleasedOnceAndByItsHolderOnly() {
        claim.given(new EmailClaimed(address, bob), new EmailReleased(address, bob))
                .when(new Release(address, bob))
                .expectNoEvents();
        claim.given(new EmailClaimed(address, bob), new EmailReleased(address, bob), new EmailClaimed(address, ada))
                .when(new Release(address, bob))
                .expectNoEvents();
    }
}
