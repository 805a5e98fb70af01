package io.saler.saga.task;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Repeats a failed task for ever: after half a second, then after twice as long each time up to a minute, each wait
 * made up to a quarter shorter or longer by chance so that what failed together does not come back together.
 */
public final class Backoff<T> implements FailureHandler<T> {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public void onFailure(ExecutionComplete failed, ExecutionOperations<T> operations) {
        double chance = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        Duration wait = after(failed.getExecution().consecutiveFailures);
        operations.reschedule(failed, failed.getTimeDone().plusMillis((long) (wait.toMillis() * chance)));
    }

    /** The wait, before chance, once a task has failed that many times before the present failure. */
    static Duration after(int earlierFailures) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(earlierFailures, 10));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
