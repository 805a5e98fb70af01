package io.saler.saga.journal;

import java.util.Map;
import java.util.Set;

/**
 * Tells how a saga of one type stands, since the saga itself knows of no journal. Every bean of this type takes part; a
 * type without one is running until it has completed.
 */
public interface SagaOutline<T> {

    Class<T> saga();

    /**
     * What it is about, by names such as {@code paymentId}, besides what it is associated with in Axon. A scheduled
     * task with such an id is what the saga waits for: while that fails, the saga is stuck.
     */
    Map<String, String> about(T saga);

    /** The deadline by which it tries again what has failed. */
    String retryDeadline();

    /** The steps in which it waits for somebody, until a deadline: to be in one of them for long is nothing unusual. */
    default Set<String> stepsOfSomebody() {
        return Set.of();
    }

    /** Asked after each message that the saga has handled, on the thread that handles it; has to be quick. */
    Standing standing(T saga);
}
