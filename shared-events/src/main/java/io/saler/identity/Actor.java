package io.saler.identity;

/**
 * Who caused a message: a person in a role, or a part of Saler itself. Travels as the metadata entry {@link #KEY} of
 * every command and event, as {@code kind:id}.
 *
 * @param kind a {@link Role}'s name, {@code SYSTEM} or {@code ANONYMOUS}
 * @param id a user's id, or the name of the part of Saler
 */
public record Actor(String kind, String id) {

    /** The metadata entry that carries the actor's text form. */
    public static final String KEY = "actor";

    public static Actor user(Role role, UserId id) {
        return new Actor(role.name(), id.toString());
    }

    public static Actor system(String part) {
        return new Actor("SYSTEM", part);
    }

    public static Actor anonymous() {
        return new Actor("ANONYMOUS", "-");
    }

    /** Reads back what {@link #toString()} wrote. */
    public static Actor parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new Actor("SYSTEM", text) : new Actor(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
