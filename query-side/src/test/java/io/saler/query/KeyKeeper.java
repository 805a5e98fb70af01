package io.saler.query;

import io.saler.identity.OpenPersonalTexts;
import io.saler.identity.OpenPersonalTexts.Item;
import io.saler.identity.OpenedTexts;
import io.saler.identity.OpenedTexts.Opened;
import io.saler.identity.PersonalText;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.queryhandling.QueryHandler;

/** Stands in for the command side: seals what is personal, and opens it until somebody is erased. */
public final class KeyKeeper {

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Set<UserId> erased = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    /** Somebody registers, and the event says it sealed. */
    public UserRegistered registration(UserId user, String email, String name) {
        return new UserRegistered(user, sealed(email), sealed(name), Role.CUSTOMER);
    }

    private PersonalText sealed(String text) {
        String envelope = UUID.randomUUID().toString();
        texts.put(envelope, text);
        return new PersonalText.Sealed(envelope);
    }

    public void erase(UserId user) {
        erased.add(user);
    }

    /** From now on nobody is answered, or everybody is again. */
    public void away(boolean now) {
        away = now;
    }

    @QueryHandler
    public OpenedTexts open(OpenPersonalTexts question) {
        if (away) {
            throw new IllegalStateException("The command side is away");
        }
        return new OpenedTexts(question.items().stream().map(this::open).toList());
    }

    private Opened open(Item item) {
        if (erased.contains(item.person())) {
            return Opened.erased();
        }
        String text = texts.get(((PersonalText.Sealed) item.text()).envelope());
        return text == null ? Opened.damaged() : Opened.readable(text);
    }
}
