package io.saler.query.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.EmailAddress;
import io.saler.identity.EmailClaimId;
import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailVerified;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.query.EventFeed;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import org.junit.jupiter.api.Test;

class PersonProjectionTest {

    private final TestDatabase database = TestDatabase.empty();
    private final PersonTable people = new PersonTable(database.jdbi());
    private final EventFeed feed = new EventFeed(database, new PersonProjection(database.savepoints(), people));
    private final Story story = new Story();

    @Test
    void aPersonIsKnownFromRegisteringAndVerifiedLater() {
        UserId ann = UserId.random();
        var address = new EmailAddress("ann@example.com");
        feed.publish(
                story.event(new EmailClaimed(EmailClaimId.of(address), ann)),
                story.event(new UserRegistered(ann, address, "Ann", Role.CUSTOMER)));

        assertThat(people.find(ann)).contains(new PersonTable.Person("ann@example.com", "Ann", Role.CUSTOMER, false));

        feed.publish(story.event(new EmailVerified(ann)));

        assertThat(people.find(ann)).contains(new PersonTable.Person("ann@example.com", "Ann", Role.CUSTOMER, true));
        assertThat(people.find(UserId.random())).isEmpty();
    }
}
