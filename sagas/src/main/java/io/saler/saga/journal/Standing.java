package io.saler.saga.journal;

import io.saler.journal.SagaStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a saga stands between two messages.
 *
 * @param step what it is in the middle of
 * @param failure what it did not succeed in and will try again; null when nothing has failed
 * @param attempts how often it has tried that
 * @param reason why it goes back, by a fixed name such as {@code payment-declined}; null when it does not, or nobody
 *     knows
 */
public record Standing(
        Course course,
        @Nullable String step,
        @Nullable String failure,
        int attempts,
        @Nullable String reason) {

    static final Standing UNKNOWN = new Standing(Course.FORWARD, null, null, 0, null);

    /** Which way a saga is going. */
    public enum Course {
        /** Towards what it is for. */
        FORWARD(SagaStatus.RUNNING, SagaStatus.COMPLETED),
        /** It undoes what it did. */
        BACK(SagaStatus.COMPENSATING, SagaStatus.COMPENSATED),
        /** The same, because somebody asked for it. */
        GIVEN_UP(SagaStatus.COMPENSATING, SagaStatus.CANCELLED),
        /** It does to the end what it is for, and another saga takes that back. */
        TAKEN_BACK(SagaStatus.COMPENSATING, SagaStatus.COMPLETED);

        private final SagaStatus onTheWay;
        private final SagaStatus end;

        Course(SagaStatus onTheWay, SagaStatus end) {
            this.onTheWay = onTheWay;
            this.end = end;
        }
    }

    /** Its status, unless it is stuck. */
    SagaStatus status(boolean ended) {
        return ended ? course.end : course.onTheWay;
    }
}
