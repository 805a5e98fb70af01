package io.saler.saga.journal;

import io.saler.identity.Actor;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalFailure;
import io.saler.journal.RetrySaga;
import io.saler.saga.task.TaskQueue;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Has stuck sagas try again at once: the deadline by which a saga would do so, or the work that it waits for, is
 * brought forward, so that it is run as ever, on any node, and by nobody twice at the same time.
 */
@Component
class SagaRetries {

    private final JournalTable journal;
    private final TaskQueue queue;

    SagaRetries(JournalTable journal, TaskQueue queue) {
        this.journal = journal;
        this.queue = queue;
    }

    @CommandHandler
    void handle(RetrySaga command, MetaData metaData) {
        JournalTable.Found found = journal.find(command.sagaId()).orElseThrow(JournalFailure.SagaUnknown::new);
        if (found.saga().status().isEnd()) {
            throw new JournalFailure.SagaEnded(found.saga().status());
        }
        if (found.retry() == null) {
            throw new JournalFailure.NothingFailed(found.saga().status());
        }
        queue.bringForward(found.retry());
        journal.add(
                command.sagaId(), JournalEntry.action("retry", Actor.of(metaData), command.reason(), Instant.now()));
    }
}
