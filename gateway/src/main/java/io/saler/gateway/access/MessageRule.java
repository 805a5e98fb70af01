package io.saler.gateway.access;

import io.saler.identity.Actor;
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

    void apply(Actor actor, Object message) {
        check.accept(actor, type.cast(message));
    }
}
