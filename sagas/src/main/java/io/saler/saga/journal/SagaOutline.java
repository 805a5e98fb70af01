package io.saler.saga.journal;

import io.saler.journal.SagaAction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells how a saga of one type stands, and what can be done about it, since the saga itself knows of no journal. Every
 * bean of this type takes part; a type without one is running until it has completed.
 */
public interface SagaOutline<T> {

    Class<T> saga();

    /**
     * What it is about, by names such as {@code paymentId}, besides what it is associated with in Axon. A scheduled
     * task with such an id is what the saga waits for: while that fails, the saga is stuck.
     */
    Map<String, String> about(T saga);

    /**
     * What else it is about, as a message says that has reached it: there may be many of a name. Sagas are found by it;
     * asked of each message, and so has to be quick.
     */
    default Collection<Mention> mentionedBy(Object message) {
        return List.of();
    }

    /** The deadline by which it tries again what has failed. */
    String retryDeadline();

    /** The steps in which it waits for somebody, until a deadline: to be in one of them for long is nothing unusual. */
    default Set<String> stepsOfSomebody() {
        return Set.of();
    }

    /** Asked after each message that the saga has handled, on the thread that handles it; has to be quick. */
    Standing standing(T saga);

    /**
     * What can be done about sagas of this type on their way forward, besides trying again. It is the command that
     * decides, and that the saga hears of by what follows from it: on whichever node that is, and once.
     */
    default Map<SagaAction, Intervention> interventions() {
        return Map.of();
    }

    /** Something that a saga is about. */
    record Mention(String key, String value) {}

    /** Makes the command that does something about a saga, from what that is about and somebody's reason. */
    @FunctionalInterface
    interface Intervention {

        Object command(Map<String, String> about, String reason);
    }
}
