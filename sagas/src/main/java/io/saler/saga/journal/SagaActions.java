package io.saler.saga.journal;

import io.saler.identity.Actor;
import io.saler.journal.AddSagaNote;
import io.saler.journal.CancelSaga;
import io.saler.journal.CompensateSaga;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalFailure;
import io.saler.journal.RetrySaga;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import io.saler.saga.journal.SagaOutline.Intervention;
import io.saler.saga.task.TaskQueue;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Does something about a saga, on whichever node that is, and notes who asked for it. A stuck saga tries again at once
 * when the deadline by which it would do so, or the work that it waits for, is brought forward: it is run as ever, and
 * by nobody twice at the same time. Everything else is a command in the administrator's name, and the saga hears of
 * what follows from it.
 */
@Component
class SagaActions {

    private static final String NOTE = "note";

    private final JournalSearch search;
    private final JournalTable journal;
    private final SagaOutlines outlines;
    private final TaskQueue queue;
    private final CommandGateway commands;

    SagaActions(
            JournalSearch search,
            JournalTable journal,
            SagaOutlines outlines,
            TaskQueue queue,
            CommandGateway commands) {
        this.search = search;
        this.journal = journal;
        this.outlines = outlines;
        this.queue = queue;
        this.commands = commands;
    }

    @CommandHandler
    void handle(RetrySaga command, MetaData metaData) {
        JournalSearch.Found found = unended(command.sagaId());
        if (found.retry() == null) {
            throw new JournalFailure.NothingFailed(found.saga().status());
        }
        queue.bringForward(found.retry());
        note(command.sagaId(), SagaAction.RETRY.code(), metaData, command.reason());
    }

    @CommandHandler
    void handle(CompensateSaga command, MetaData metaData) {
        intervene(command.sagaId(), SagaAction.COMPENSATE, command.reason());
        note(command.sagaId(), SagaAction.COMPENSATE.code(), metaData, command.reason());
    }

    /** The reason is in the event that follows, where it can be erased from what is shown. */
    @CommandHandler
    void handle(CancelSaga command, MetaData metaData) {
        intervene(command.sagaId(), SagaAction.CANCEL, command.reason());
        note(command.sagaId(), SagaAction.CANCEL.code(), metaData, null);
    }

    @CommandHandler
    void handle(AddSagaNote command, MetaData metaData) {
        found(command.sagaId());
        note(command.sagaId(), NOTE, metaData, command.text());
    }

    /** To be noted afterwards only: the journal's row is not to be held while another process decides. */
    private void intervene(SagaId saga, SagaAction action, String reason) {
        JournalSearch.Found found = unended(saga);
        String type = found.saga().type();
        Intervention intervention = outlines.intervention(type, action);
        if (intervention == null) {
            throw new JournalFailure.ActionUnsupported(action, type);
        }
        if (found.ownStatus() == SagaStatus.COMPENSATING) {
            throw new JournalFailure.AlreadyCompensating();
        }
        commands.sendAndWait(intervention.command(found.saga().associations(), reason), 5, TimeUnit.SECONDS);
    }

    private JournalSearch.Found unended(SagaId saga) {
        JournalSearch.Found found = found(saga);
        if (found.saga().status().isEnd()) {
            throw new JournalFailure.SagaEnded(found.saga().status());
        }
        return found;
    }

    private JournalSearch.Found found(SagaId saga) {
        return search.find(saga).orElseThrow(JournalFailure.SagaUnknown::new);
    }

    private void note(SagaId saga, String action, MetaData metaData, @Nullable String reason) {
        journal.add(saga, JournalEntry.action(action, Actor.of(metaData), reason, Instant.now()));
    }
}
