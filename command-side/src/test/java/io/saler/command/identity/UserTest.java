package io.saler.command.identity;

import io.saler.identity.EmailVerified;
import io.saler.identity.EraseUser;
import io.saler.identity.PasswordResetRequested;
import io.saler.identity.PersonalText;
import io.saler.identity.RequestPasswordReset;
import io.saler.identity.RequestVerification;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.identity.VerificationRequested;
import io.saler.identity.VerifyEmail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserTest {

    private final AggregateTestFixture<User> user = new AggregateTestFixture<>(User.class);
    private final UserId id = UserId.random();
    private final UserRegistered registered = new UserRegistered(
            id, new PersonalText.Sealed("an address"), new PersonalText.Sealed("a name"), Role.CUSTOMER);

    /** Only the half of erasing that concerns the person. */
    static final class Erasing {

        private final Repository<User> users;

        Erasing(Repository<User> users) {
            this.users = users;
        }

        @CommandHandler
        void handle(EraseUser command) {
            users.load(command.userId().toString()).execute(user -> user.erase(command));
        }
    }

    @BeforeEach
    void handleErasures() {
        user.registerAnnotatedCommandHandler(new Erasing(user.getRepository()));
    }

    @Test
    void provesToOwnTheirAddress() {
        user.given(registered).when(new VerifyEmail(id)).expectEvents(new EmailVerified(id));
    }

    @Test
    void provesItOnce() {
        user.given(registered, new EmailVerified(id)).when(new VerifyEmail(id)).expectNoEvents();
    }

    @Test
    void isSentAtMostFiveMailsOfAKindWithinAnHour() {
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");
        List<Object> past = new ArrayList<>(List.of(registered));
        for (int minute = 0; minute < 5; minute++) {
            Instant at = noon.plusSeconds(60L * minute);
            user.given(past).when(new RequestPasswordReset(id, at)).expectEvents(new PasswordResetRequested(id, at));
            past.add(new PasswordResetRequested(id, at));
        }
        user.given(past)
                .when(new RequestPasswordReset(id, noon.plusSeconds(3599)))
                .expectNoEvents();
        user.given(past)
                .when(new RequestPasswordReset(id, noon.plusSeconds(3600)))
                .expectEvents(new PasswordResetRequested(id, noon.plusSeconds(3600)));
        user.given(past).when(new RequestVerification(id, noon)).expectEvents(new VerificationRequested(id, noon));
    }

    @Test
    void isSentAtMostFiveMoreVerificationMailsWithinAnHour() {
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");
        List<Object> past = new ArrayList<>(List.of(registered));
        past.addAll(Collections.nCopies(5, new VerificationRequested(id, noon)));
        user.given(past).when(new RequestVerification(id, noon)).expectNoEvents();
    }

    @Test
    void isNotAskedToVerifyAgain() {
        user.given(registered, new EmailVerified(id))
                .when(new RequestVerification(id, Instant.EPOCH))
                .expectNoEvents();
    }

    @Test
    void hasToExistForThat() {
        user.givenNoPriorActivity().when(new VerifyEmail(id)).expectException(AggregateNotFoundException.class);
    }

    @Test
    void isErasedForTheReasonThatWasGiven() {
        user.given(registered).when(new EraseUser(id, "court order")).expectEvents(new UserErased(id, "court order"));
    }

    @Test
    void isErasedOnce() {
        user.given(registered, new UserErased(id, null))
                .when(new EraseUser(id, null))
                .expectNoEvents();
    }

    @Test
    void provesNothingOnceErased() {
        user.given(registered, new UserErased(id, null))
                .when(new VerifyEmail(id))
                .expectNoEvents();
    }
}
