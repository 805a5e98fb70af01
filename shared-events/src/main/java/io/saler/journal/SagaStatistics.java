package io.saler.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How sagas do now, and did within a period. Medians and 99th percentiles are read from histograms and so are off by a
 * tenth or a millisecond at most; null where nothing was measured.
 *
 * @param from when the first interval of the period begins
 * @param to the time of the answer
 * @param countedAt until when all that has happened is counted, some seconds ago; null when nothing was counted yet
 * @param now for each type of saga, those that have not ended
 * @param intervals all of the period, the oldest first
 * @param timesToComplete for each type that has completed in the period: from its beginning to its end. Of the type
 *     {@code OrderSaga} this is the time to confirmation, in which an order may have waited for its customer
 * @param steps where time went, by type, and most of it first
 * @param failures why sagas did not succeed, the most frequent first
 * @param queues the work that waits for a worker, by the names of its tasks
 */
public record SagaStatistics(
        FindSagaStatistics.Period period,
        Instant from,
        Instant to,
        @Nullable Instant countedAt,
        List<Unended> now,
        Counts counts,
        List<Interval> intervals,
        List<TimeToComplete> timesToComplete,
        List<TimeInStep> steps,
        List<FailureReason> failures,
        List<WorkQueue> queues) {

    public SagaStatistics {
        now = List.copyOf(now);
        intervals = List.copyOf(intervals);
        timesToComplete = List.copyOf(timesToComplete);
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
        queues = List.copyOf(queues);
    }

    /**
     * Sagas of a type that have not ended.
     *
     * @param stuck something fails again and again; not among the running and compensating ones
     * @param overdue nothing has failed, but they are in their step for longer than they should be; they are among the
     *     running and compensating ones as well
     */
    public record Unended(String type, long running, long compensating, long stuck, long overdue) {}

    /** How many sagas have begun, and how others have ended. */
    public record Counts(long started, long completed, long compensated, long cancelled) {}

    /** A part of the period. */
    public record Interval(Instant from, Counts counts) {}

    /** How long the sagas of a type took that have completed. */
    public record TimeToComplete(
            String type,
            long count,
            @Nullable Long medianMs,
            @Nullable Long p99Ms,
            List<Bar> histogram) {

        public TimeToComplete {
            histogram = List.copyOf(histogram);
        }
    }

    /** How many took at least so long and less than so long; there are no gaps between the bars. */
    public record Bar(long fromMs, long belowMs, long count) {}

    /**
     * How long sagas were in a step that they have left.
     *
     * @param totalMs of all of them together
     * @param sharePercent how much that is of the time that all sagas of the type were in any step
     * @param overdueAfterMs after how long in it a saga is overdue; null where it may wait for somebody
     */
    public record TimeInStep(
            String type,
            String step,
            long count,
            @Nullable Long medianMs,
            @Nullable Long p99Ms,
            long totalMs,
            double sharePercent,
            @Nullable Long overdueAfterMs) {}

    /**
     * A reason, and how often it was one.
     *
     * @param reason why sagas failed, without the ids in it; why they were given up; the step they were too long in
     * @param count how many sagas that happened to; of those that were stuck, how many times that began
     * @param latestSaga the last one
     */
    public record FailureReason(
            Outcome outcome, String type, String reason, long count, SagaId latestSaga, Instant latestAt) {

        /** What it led to. */
        public enum Outcome {
            STUCK,
            OVERDUE,
            COMPENSATED,
            CANCELLED
        }
    }

    /**
     * The tasks of one name.
     *
     * @param waiting for their time to come, or for a worker
     * @param due those whose time has come and that no worker has taken
     * @param running those that a worker has taken
     * @param failing those that have failed since they last succeeded, and are tried again
     * @param oldestDueMs for how long the oldest of those that are due is so; null when there is none
     * @param mostFailures how often in a row the one has failed that has failed most often
     */
    public record WorkQueue(
            String task,
            long waiting,
            long due,
            long running,
            long failing,
            @Nullable Long oldestDueMs,
            long mostFailures) {}
}
