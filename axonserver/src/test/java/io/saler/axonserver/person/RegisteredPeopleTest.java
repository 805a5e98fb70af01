package io.saler.axonserver.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.identity.OpenPersonalTexts;
import io.saler.identity.OpenPersonalTexts.Item;
import io.saler.identity.OpenedTexts;
import io.saler.identity.OpenedTexts.Opened;
import io.saler.identity.Person;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;

/** Over a real query bus, on which the command side answers, answers badly, or is away. */
class RegisteredPeopleTest {

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final QueryGateway gateway =
            DefaultQueryGateway.builder().queryBus(bus).build();
    private final RegisteredPeople people = RegisteredPeople.askedFor(gateway);
    private final List<OpenPersonalTexts> asked = new ArrayList<>();
    private final List<MetaData> origins = new ArrayList<>();
    private final UserRegistered ada = registered("ada@example.org", "Ada");
    private final UserRegistered bob = registered("bob@example.org", "Bob");

    @Test
    void manyAreAskedForAtOnce() {
        answer(item -> Opened.readable(text(item)));

        assertThat(people.of(List.of(ada, bob)))
                .containsEntry(ada.userId(), new Person("ada@example.org", "Ada"))
                .containsEntry(bob.userId(), new Person("bob@example.org", "Bob"))
                .hasSize(2);
        assertThat(asked)
                .singleElement()
                .satisfies(question -> assertThat(question.items())
                        .extracting(Item::field)
                        .containsExactly(
                                "UserRegistered.email",
                                "UserRegistered.name",
                                "UserRegistered.email",
                                "UserRegistered.name"));
        assertThat(origins).extracting(origin -> origin.get("actor")).containsExactly("SYSTEM:registered-people");
    }

    @Test
    void nobodyIsAskedForNobody() {
        answer(item -> Opened.erased());

        assertThat(people.of(List.of())).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void whoeverWasErasedIsMissingAmongOthers() {
        answer(item -> item.person().equals(ada.userId()) ? Opened.erased() : Opened.readable(text(item)));

        assertThat(people.of(List.of(ada, bob))).containsOnlyKeys(bob.userId());
        assertThat(people.of(ada)).isEmpty();
    }

    @Test
    void aCommandSideThatIsAwaySaysNothingAboutAnybody() {
        assertThatThrownBy(() -> people.of(ada))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NoHandlerForQueryException.class);
    }

    @Test
    void aKeyStoreThatFailsSaysNothingAboutAnybody() {
        answer(item -> {
            throw new IllegalStateException("The database is away");
        });

        assertThatThrownBy(() -> people.of(ada)).hasStackTraceContaining("The database is away");
    }

    @Test
    void anAnswerToSomethingElseSaysNothingAboutAnybody() {
        bus.<OpenedTexts>subscribe(
                OpenPersonalTexts.class.getName(), OpenedTexts.class, message -> new OpenedTexts(List.of()));

        assertThatThrownBy(() -> people.of(ada)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDamagedTextIsNotTakenForAnErasedOne() {
        answer(item -> item.field().equals(UserRegistered.NAME) ? Opened.damaged() : Opened.readable(text(item)));

        assertThatThrownBy(() -> people.of(ada))
                .isInstanceOf(DamagedText.class)
                .hasMessageContaining(ada.userId().toString())
                .hasMessageNotContaining("ada@");
    }

    private void answer(Function<Item, Opened> opening) {
        bus.<OpenedTexts>subscribe(OpenPersonalTexts.class.getName(), OpenedTexts.class, message -> {
            var question = (OpenPersonalTexts) message.getPayload();
            asked.add(question);
            origins.add(message.getMetaData());
            return new OpenedTexts(question.items().stream().map(opening).toList());
        });
    }

    private static String text(Item item) {
        return ((PersonalText.Plain) item.text()).text();
    }

    private static UserRegistered registered(String email, String name) {
        return new UserRegistered(
                UserId.random(), new PersonalText.Plain(email), new PersonalText.Plain(name), Role.CUSTOMER);
    }
}
