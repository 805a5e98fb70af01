package io.saler.query.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.axonserver.person.DamagedText;
import io.saler.axonserver.person.RegisteredPeople;
import io.saler.identity.EmailClaimId;
import io.saler.identity.EmailClaimed;
import io.saler.identity.EmailReleased;
import io.saler.identity.EmailVerified;
import io.saler.identity.OpenPersonalTexts;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import io.saler.query.EventFeed;
import io.saler.query.KeyKeeper;
import io.saler.query.Story;
import io.saler.query.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class PersonProjectionTest {

    private static final EmailClaimId CLAIM = new EmailClaimId("an address");

    private final TestDatabase database = TestDatabase.empty();
    private final PersonTable people = new PersonTable(database.jdbi());
    private final KeyKeeper keys = new KeyKeeper();
    private final List<OpenPersonalTexts> asked = new ArrayList<>();
    private final RegisteredPeople registered = new RegisteredPeople(question -> {
        asked.add(question);
        return keys.open(question);
    });
    private final EventFeed feed =
            new EventFeed(database, new PersonProjection(database.savepoints(), registered, people));
    private final Story story = new Story();
    private final UserId ann = UserId.random();

    @Test
    void aPersonIsKnownFromRegisteringAndVerifiedLater() {
        feed.publish(
                story.event(new EmailClaimed(CLAIM, ann)),
                story.event(keys.registration(ann, "ann@example.com", "Ann")));

        assertThat(people.find(ann)).contains(new PersonTable.Row("ann@example.com", "Ann", Role.CUSTOMER, false));

        feed.publish(story.event(new EmailVerified(ann)));

        assertThat(people.find(ann)).contains(new PersonTable.Row("ann@example.com", "Ann", Role.CUSTOMER, true));
        assertThat(people.find(UserId.random())).isEmpty();
    }

    @Test
    void anErasedPersonIsForgotten() {
        feed.publish(
                story.event(keys.registration(ann, "ann@example.com", "Ann")), story.event(new EmailVerified(ann)));
        keys.erase(ann);

        feed.publish(story.event(new EmailReleased(CLAIM, ann)), story.event(new UserErased(ann, null)));

        assertThat(people.find(ann))
                .contains(new PersonTable.Row("erased@erased.invalid", "Erased person", Role.CUSTOMER, false));
        assertThat(people.erasedOf(List.of(ann, UserId.random()))).containsExactly(ann);
    }

    /** A replay, and a processor that lags: the key is gone before the first event is seen. */
    @Test
    void whoeverWasErasedIsNotKnownForAMoment() {
        UserId bob = UserId.random();
        keys.erase(ann);

        feed.publish(
                story.event(keys.registration(ann, "ann@example.com", "Ann")),
                story.event(keys.registration(bob, "bob@example.com", "Bob")));

        assertThat(people.find(ann).orElseThrow().name()).isEqualTo("Erased person");
        assertThat(people.find(bob).orElseThrow().name()).isEqualTo("Bob");
    }

    @Test
    void manyErasedPeopleCanBeTold() {
        for (int i = 0; i < 3; i++) {
            UserId somebody = UserId.random();
            keys.erase(somebody);
            feed.publish(
                    story.event(keys.registration(somebody, "ann@example.com", "Ann")),
                    story.event(new UserErased(somebody, null)));

            assertThat(people.find(somebody)).isPresent();
        }
    }

    @Test
    void whenNobodyCanBeAskedTheBatchIsRepeatedAndNobodyLooksErased() {
        DomainEventMessage<Object> event = story.event(keys.registration(ann, "ann@example.com", "Ann"));
        keys.away(true);

        assertThatThrownBy(() -> feed.publish(event)).hasMessageContaining("away");
        assertThat(people.find(ann)).isEmpty();

        keys.away(false);
        feed.publish(event);
        assertThat(people.find(ann).orElseThrow().name()).isEqualTo("Ann");
    }

    @Test
    void aWholeBatchIsAskedForAtOnceAndOneWithoutRegistrationsNotAtAll() {
        feed.publish(IntStream.range(0, 200)
                .mapToObj(i -> story.event(keys.registration(UserId.random(), i + "@example.com", "Ann")))
                .toList());
        feed.publish(story.event(new EmailVerified(ann)));

        assertThat(asked)
                .singleElement()
                .satisfies(question -> assertThat(question.items()).hasSize(400));
    }

    @Test
    void damagedNamesAreRefusedAndNotShownAsErased() {
        var noise = new PersonalText.Sealed("noise");

        assertThatThrownBy(() -> feed.publish(story.event(new UserRegistered(ann, noise, noise, Role.CUSTOMER))))
                .isInstanceOf(DamagedText.class);
        assertThat(people.find(ann)).isEmpty();
    }
}
