package io.saler.saga.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes in work to be done as soon as the transaction under way, if any, has committed. Work that is queued already,
 * known by its task and identifier, is not queued twice.
 */
@Component
public class TaskQueue {

    private final Scheduler scheduler;

    TaskQueue(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    public void add(TaskInstance<?> work) {
        scheduler.scheduleIfNotExists(work, Instant.now());
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    scheduler.triggerCheckForDueExecutions();
                }
            });
        } else {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    /** The same for work that has time: it is done when so much of it has passed. */
    public void add(TaskInstance<?> work, Duration later) {
        scheduler.scheduleIfNotExists(work, Instant.now().plus(later));
    }
}
