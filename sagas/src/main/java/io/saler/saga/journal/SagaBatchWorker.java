package io.saler.saga.journal;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.saler.failure.FailureKind;
import io.saler.identity.Actor;
import io.saler.journal.CancelSaga;
import io.saler.journal.CompensateSaga;
import io.saler.journal.RetrySaga;
import io.saler.journal.SagaId;
import io.saler.saga.Commands;
import io.saler.saga.task.Limits;
import io.saler.saga.task.Origin;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does the same about many sagas, about each as if it were the only one, in the name of whoever asked for it. Few
 * portions are under way at once on a node, so that orders go on meanwhile even if nobody answers.
 */
@Component
class SagaBatchWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SagaBatchWorker.class);

    private final Commands commands;
    private final Bulkhead limit = Limits.atOnce("act-on-sagas", 2);

    SagaBatchWorker(Commands commands) {
        this.commands = commands;
    }

    /** Returns those of which nobody knows whether it was done, and those whose turn did not come in time. */
    List<SagaId> carryOut(SagaBatch batch) {
        return limit.executeSupplier(() -> batch.sagas().stream()
                .filter(saga -> batch.isOver() || !isAnswered(batch, saga))
                .toList());
    }

    private boolean isAnswered(SagaBatch batch, SagaId saga) {
        try {
            commands.send(Actor.parse(batch.actor()), Origin.orUnknown(batch.origin()), command(batch, saga));
            return true;
        } catch (Commands.NotDelivered refused) {
            boolean decided = refused.refusal()
                    .filter(details -> details.kind() != FailureKind.UNAVAILABLE && !details.isConcurrentChange())
                    .isPresent();
            LOG.debug(
                    "The saga {} was asked to {} in vain", saga, batch.action().code(), refused);
            return decided;
        }
    }

    private static Object command(SagaBatch batch, SagaId saga) {
        return switch (batch.action()) {
            case RETRY -> new RetrySaga(saga, batch.reason());
            case COMPENSATE -> new CompensateSaga(saga, batch.reason());
            case CANCEL -> new CancelSaga(saga, batch.reason());
        };
    }
}
