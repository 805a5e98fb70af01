package io.saler.saga.journal;

import io.saler.identity.Actor;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaId;
import io.saler.saga.task.Origin;
import java.util.List;

/**
 * Sagas that something is to be done about, one after the other.
 *
 * @param actor who asked for it, as {@link Actor#toString()} has it
 * @param attempt how often it was tried before
 */
record SagaBatch(SagaAction action, List<SagaId> sagas, String actor, String reason, Origin origin, int attempt) {

    /** What is left of it. */
    SagaBatch of(List<SagaId> unanswered) {
        return new SagaBatch(action, unanswered, actor, reason, origin, attempt + 1);
    }
}
