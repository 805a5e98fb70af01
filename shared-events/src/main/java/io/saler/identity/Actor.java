package io.saler.identity;

import io.saler.value.Id;
import java.util.Arrays;
import java.util.Map;

/**
 * Who caused a message: a person in a role, a store's API key, or a part of Saler itself. Travels as the metadata entry
 * {@link #KEY} of every command, query and event, as {@code kind:id}.
 *
 * @param kind a {@link Role}'s name, {@code API_KEY}, {@code SYSTEM} or {@code ANONYMOUS}
 * @param id a user's or a key's id, or the name of the part of Saler
 */
public record Actor(String kind, String id) {

    /** The metadata entry that carries the actor's text form. */
    public static final String KEY = "actor";

    private static final String SYSTEM = "SYSTEM";
    private static final String API_KEY = "API_KEY";
    private static final String ANONYMOUS = "ANONYMOUS";

    public static Actor user(Role role, UserId id) {
        return new Actor(role.name(), id.toString());
    }

    public static Actor apiKey(Id key) {
        return new Actor(API_KEY, key.toString());
    }

    public static Actor system(String part) {
        return new Actor(SYSTEM, part);
    }

    public static Actor anonymous() {
        return new Actor(ANONYMOUS, "-");
    }

    /** Reads back what {@link #toString()} wrote; anything else was written by nobody known. */
    public static Actor parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? anonymous() : new Actor(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The actor in a message's metadata; nobody known when there is none. */
    public static Actor of(Map<String, ?> metadata) {
        return metadata.get(KEY) instanceof String text ? parse(text) : anonymous();
    }

    /** Whether it is a part of Saler, which may do whatever it takes. */
    public boolean isSystem() {
        return kind.equals(SYSTEM);
    }

    public boolean isApiKey() {
        return kind.equals(API_KEY);
    }

    public boolean isPerson() {
        return Arrays.stream(Role.values()).anyMatch(this::is);
    }

    /** Whether it is somebody in this role. */
    public boolean is(Role role) {
        return kind.equals(role.name());
    }

    /** Whether it is this person, in whichever role. */
    public boolean is(UserId person) {
        return isPerson() && id.equals(person.toString());
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
