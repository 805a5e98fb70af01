package io.saler.axonserver.person;

import io.saler.identity.Actor;
import io.saler.identity.OpenPersonalTexts;
import io.saler.identity.OpenPersonalTexts.Item;
import io.saler.identity.OpenedTexts;
import io.saler.identity.OpenedTexts.Opened;
import io.saler.identity.Person;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;

/**
 * Knows who the people are that have registered. Asks the command side for all at once, waits three seconds at most,
 * which is well below the ten after which an event processor loses its claim, and keeps nothing. Throws when it is not
 * answered: that somebody was erased is only ever believed if the command side says so. Safe for use by many threads.
 */
public final class RegisteredPeople {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** Whoever caused the event has nothing to do with its being read. */
    private static final Map<String, String> ORIGIN =
            Map.of(Actor.KEY, Actor.system("registered-people").toString());

    private final Function<OpenPersonalTexts, OpenedTexts> commandSide;

    /** @param commandSide who has the keys */
    public RegisteredPeople(Function<OpenPersonalTexts, OpenedTexts> commandSide) {
        this.commandSide = commandSide;
    }

    static RegisteredPeople askedFor(QueryGateway queries) {
        return new RegisteredPeople(question -> queries.query(
                        new GenericMessage<>(question, ORIGIN), ResponseTypes.instanceOf(OpenedTexts.class))
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    /** Who somebody is, or nothing when they were erased; throws {@link DamagedText} as well. */
    public Optional<Person> of(UserRegistered registration) {
        return Optional.ofNullable(of(List.of(registration)).get(registration.userId()));
    }

    /** The same for many; whoever was erased is missing. */
    public Map<UserId, Person> of(Collection<UserRegistered> registrations) {
        if (registrations.isEmpty()) {
            return Map.of();
        }
        List<Opened> texts = open(registrations);
        var people = new HashMap<UserId, Person>();
        int next = 0;
        for (UserRegistered registration : registrations) {
            String email = text(registration, UserRegistered.EMAIL, texts.get(next++));
            String name = text(registration, UserRegistered.NAME, texts.get(next++));
            if (email != null && name != null) {
                people.put(registration.userId(), new Person(email, name));
            }
        }
        return people;
    }

    private List<Opened> open(Collection<UserRegistered> registrations) {
        var items = new ArrayList<Item>(2 * registrations.size());
        for (UserRegistered registration : registrations) {
            items.add(new Item(registration.userId(), UserRegistered.EMAIL, registration.email()));
            items.add(new Item(registration.userId(), UserRegistered.NAME, registration.name()));
        }
        List<Opened> texts = commandSide.apply(new OpenPersonalTexts(items)).texts();
        if (texts.size() != items.size()) {
            throw new IllegalStateException(
                    "Asked for %d personal texts, got %d".formatted(items.size(), texts.size()));
        }
        return texts;
    }

    /** What it says, or null when it cannot be read any more. */
    private static @Nullable String text(UserRegistered registration, String field, Opened opened) {
        return switch (opened.state()) {
            case READABLE -> opened.text();
            case ERASED -> null;
            case DAMAGED -> throw new DamagedText(registration.userId(), field);
        };
    }
}
