package io.saler.saga.task;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Repeats a failed task for ever: after half a second, then after twice as long each time up to a minute, each wait
 * made up to a quarter shorter or longer by chance so that what failed together does not come back together. What was
 * only one too many at once is repeated after a second.
 */
public final class Backoff<T> implements FailureHandler<T> {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration WHEN_BUSY = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public void onFailure(ExecutionComplete failed, ExecutionOperations<T> operations) {
        double chance = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        Duration wait = failed.getCause().orElse(null) instanceof BulkheadFullException
                ? WHEN_BUSY
                : after(failed.getExecution().consecutiveFailures);
        operations.reschedule(failed, failed.getTimeDone().plusMillis((long) (wait.toMillis() * chance)));
    }

    /** The wait, before chance, once a task has failed that many times before the present failure. */
    static Duration after(int earlierFailures) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(earlierFailures, 10));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
