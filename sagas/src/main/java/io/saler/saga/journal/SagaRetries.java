package io.saler.saga.journal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.saler.identity.Actor;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalFailure;
import io.saler.journal.RetrySaga;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has stuck sagas try again at once: the deadline by which a saga would do so, or the work that it waits for, is
 * brought forward, so that it is run as ever, on any node, and by nobody twice at the same time.
 */
@Component
class SagaRetries {

    private static final Logger LOG = LoggerFactory.getLogger(SagaRetries.class);

    private final JournalTable journal;
    private final Scheduler scheduler;

    SagaRetries(JournalTable journal, Scheduler scheduler) {
        this.journal = journal;
        this.scheduler = scheduler;
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
        bringForward(found.retry());
        journal.add(
                command.sagaId(), JournalEntry.action("retry", Actor.of(metaData), command.reason(), Instant.now()));
    }

    private void bringForward(TaskInstanceId retry) {
        try {
            scheduler.reschedule(retry, Instant.now());
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException underWay) {
            LOG.debug("The time of {} has come by itself", retry, underWay);
        }
    }
}
