package io.saler.saga.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes in work to be done as soon as the transaction under way, if any, has committed. Work that is queued already,
 * known by its task and identifier, is not queued twice.
 */
@Component
public class TaskQueue {

    // The scheduler's own rescheduling would forget how often the work has failed.
    private static final String BRING_FORWARD = """
            update saga.scheduled_tasks set execution_time = now(), version = version + 1
            where task_name = :task and task_instance = :id and not picked""";

    private final Scheduler scheduler;
    private final Jdbi database;

    TaskQueue(Scheduler scheduler, Jdbi database) {
        this.scheduler = scheduler;
        this.database = database;
    }

    public void add(TaskInstance<?> work) {
        scheduler.scheduleIfNotExists(work, Instant.now());
        lookForDueWork();
    }

    /** The same for work that has time: it is done when so much of it has passed. */
    public void add(TaskInstance<?> work, Duration later) {
        scheduler.scheduleIfNotExists(work, Instant.now().plus(later));
    }

    /** The data of work that is queued or under way. */
    public <T> Optional<T> find(TaskDescriptor<T> task, String id) {
        return scheduler
                .getScheduledExecution(TaskInstanceId.of(task.getTaskName(), id))
                .map(execution -> task.getDataClass().cast(execution.getData()));
    }

    /** Has queued work done as {@link #add(TaskInstance)} would. Nothing changes when it is done or under way. */
    public void bringForward(TaskInstanceId work) {
        database.useHandle(handle -> handle.createUpdate(BRING_FORWARD)
                .bind("task", work.getTaskName())
                .bind("id", work.getId())
                .execute());
        lookForDueWork();
    }

    private void lookForDueWork() {
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
}
