package io.saler.gateway.access;

import io.saler.failure.Forbidden;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Who may send one kind of command or query, wherever it comes from.
 *
 * @param check throws the refusal; not asked about Saler's own parts, which may send everything
 */
public record MessageRule<T>(Class<T> type, BiConsumer<Actor, T> check) {

    /** What is asked of the handler, which knows more. */
    public static <T> MessageRule<T> decidedByHandler(Class<T> type) {
        return new MessageRule<>(type, (actor, message) -> {});
    }

    /** Lets nobody pass who is not in this role. */
    public static <T> MessageRule<T> inRole(Class<T> type, Role role) {
        return new MessageRule<>(type, (actor, message) -> {
            if (!actor.is(role)) {
                throw new Forbidden();
            }
        });
    }

    /** The same for several kinds of messages. */
    public static List<MessageRule<?>> allInRole(Role role, Class<?>... types) {
        return Arrays.stream(types)
                .<MessageRule<?>>map(type -> inRole(type, role))
                .toList();
    }

    void apply(Actor actor, Object message) {
        check.accept(actor, type.cast(message));
    }
}
