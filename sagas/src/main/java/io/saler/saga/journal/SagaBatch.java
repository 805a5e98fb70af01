package io.saler.saga.journal;

import io.saler.identity.Actor;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaId;
import io.saler.saga.task.Origin;
import java.time.Instant;
import java.util.List;

/**
 * Sagas that something is to be done about, one after the other.
 *
 * @param actor who asked for it, as {@link Actor#toString()} has it
 * @param until when nothing is done about them any more
 * @param accepted how many sagas there were in all, in whichever portion
 */
record SagaBatch(
        SagaAction action,
        List<SagaId> sagas,
        String actor,
        String reason,
        Origin origin,
        Instant until,
        int accepted) {

    /** What is left of it, or a part. */
    SagaBatch of(List<SagaId> some) {
        return new SagaBatch(action, some, actor, reason, origin, until, accepted);
    }

    boolean isOver() {
        return !Instant.now().isBefore(until);
    }
}
