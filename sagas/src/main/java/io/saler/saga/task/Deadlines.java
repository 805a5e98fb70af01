package io.saler.saga.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's deadlines, except that calling off one which is being handled at this very moment is no error: its handler
 * waits for the saga and then finds that it comes too late. Axon would roll back everything that was done since.
 */
final class Deadlines extends DbSchedulerDeadlineManager {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final Scheduler scheduler;
    private final String taskName;

    Deadlines(Builder builder, Scheduler scheduler, String taskName) {
        super(builder);
        this.scheduler = scheduler;
        this.taskName = taskName;
    }

    @Override
    public void cancelSchedule(String deadlineName, String scheduleId) {
        runOnPrepareCommitOrNow(() -> {
            try {
                scheduler.cancel(TaskInstanceId.of(taskName, scheduleId));
            } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException late) {
                LOG.debug("The deadline {} was not called off in time", deadlineName, late);
            }
        });
    }
}
