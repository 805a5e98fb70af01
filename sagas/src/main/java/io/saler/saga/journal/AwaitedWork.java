package io.saler.saga.journal;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete.Result;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notes when work fails that a saga waits for, such as a call to the payment gateway, and when it has succeeded after
 * all. What succeeds at once, as nearly everything does, costs nothing, and what was only one too many at once has not
 * failed.
 */
@Component
class AwaitedWork extends AbstractSchedulerListener {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitedWork.class);

    private final JournalTable journal;

    AwaitedWork(JournalTable journal) {
        this.journal = journal;
    }

    @Override
    public void onExecutionComplete(ExecutionComplete work) {
        if (work.getCause().orElse(null) instanceof BulkheadFullException) {
            return;
        }
        int failures = work.getExecution().consecutiveFailures;
        try {
            if (work.getResult() == Result.FAILED) {
                String why = work.getCause().map(Throwable::toString).orElse("It was given up");
                journal.failed(work.getExecution(), why, failures + 1, work.getTimeDone());
            } else if (failures > 0) {
                journal.done(work.getExecution());
            }
        } catch (RuntimeException away) {
            LOG.warn("What has become of {} cannot be noted for the moment", work.getExecution(), away);
        }
    }
}
