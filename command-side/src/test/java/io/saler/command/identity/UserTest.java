package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.EmailVerified;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.identity.VerifyEmail;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class UserTest {

    private final AggregateTestFixture<User> user = new AggregateTestFixture<>(User.class);
    private final UserId id = UserId.random();
    private final UserRegistered registered =
            new UserRegistered(id, new EmailAddress("ada@example.org"), "Ada", Role.CUSTOMER);

    @Test
    void provesToOwnTheirAddress() {
        user.given(registered).when(new VerifyEmail(id)).expectEvents(new EmailVerified(id));
    }

    @Test
    void provesItOnce() {
        user.given(registered, new EmailVerified(id)).when(new VerifyEmail(id)).expectNoEvents();
    }

    @Test
    void hasToExistForThat() {
        user.givenNoPriorActivity().when(new VerifyEmail(id)).expectException(AggregateNotFoundException.class);
    }
}
