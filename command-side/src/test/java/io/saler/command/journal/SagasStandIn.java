package io.saler.command.journal;

import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Actor;
import io.saler.identity.Role;
import io.saler.journal.AddSagaNote;
import io.saler.journal.CancelSaga;
import io.saler.journal.CancelSagas;
import io.saler.journal.CompensateSaga;
import io.saler.journal.CompensateSagas;
import io.saler.journal.JournalFailure;
import io.saler.journal.RetrySaga;
import io.saler.journal.RetrySagas;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;

/** Stands in for the sagas' side: it has one saga that is stuck, one that waits, and one that has ended. */
public final class SagasStandIn implements MessageRules {

    final SagaId stuck = SagaId.random();
    final SagaId waiting = SagaId.random();
    final SagaId ended = SagaId.random();
    final List<String> acts = new CopyOnWriteArrayList<>();
    final List<Object> batches = new CopyOnWriteArrayList<>();

    @CommandHandler
    public void handle(RetrySaga command, MetaData metaData) {
        if (command.sagaId().equals(waiting)) {
            throw new JournalFailure.NothingFailed(SagaStatus.RUNNING);
        }
        act(command.sagaId(), "retry", command.reason(), metaData);
    }

    @CommandHandler
    public void handle(CompensateSaga command, MetaData metaData) {
        act(command.sagaId(), "compensate", command.reason(), metaData);
    }

    @CommandHandler
    public void handle(CancelSaga command, MetaData metaData) {
        act(command.sagaId(), "cancel", command.reason(), metaData);
    }

    @CommandHandler
    public void handle(AddSagaNote command, MetaData metaData) {
        act(command.sagaId(), "note", command.text(), metaData);
    }

    private void act(SagaId saga, String action, String reason, MetaData metaData) {
        if (saga.equals(ended)) {
            throw new JournalFailure.SagaEnded(SagaStatus.COMPLETED);
        }
        if (!saga.equals(stuck)) {
            throw new JournalFailure.SagaUnknown();
        }
        acts.add("%s %s %s".formatted(action, Actor.of(metaData).kind(), reason));
    }

    @CommandHandler
    public int handle(RetrySagas command) {
        return act(command, command.expectedCount());
    }

    @CommandHandler
    public int handle(CompensateSagas command) {
        return act(command, command.expectedCount());
    }

    @CommandHandler
    public int handle(CancelSagas command) {
        return act(command, command.expectedCount());
    }

    /** Of three sagas. */
    private int act(Object batch, int expected) {
        if (expected < 3) {
            throw new JournalFailure.SelectionChanged(expected, 3);
        }
        batches.add(batch);
        return 3;
    }

    @Override
    public List<MessageRule<?>> messageRules() {
        return MessageRule.allInRole(
                Role.ADMIN,
                RetrySaga.class,
                CompensateSaga.class,
                CancelSaga.class,
                AddSagaNote.class,
                RetrySagas.class,
                CompensateSagas.class,
                CancelSagas.class);
    }
}
