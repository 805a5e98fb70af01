package io.saler.journal;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;
import java.util.Map;

/** Why something about a saga can be refused. */
public abstract sealed class JournalFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private JournalFailure(FailureKind kind, String type, String message, Map<String, String> properties) {
        super(kind, type, message, properties);
    }

    public static final class SagaUnknown extends JournalFailure {
        public SagaUnknown() {
            super(FailureKind.NOT_FOUND, "saga-unknown", "There is no such saga.", Map.of());
        }
    }

    /** Nothing can be done any more about a saga that has ended. */
    public static final class SagaEnded extends JournalFailure {
        public SagaEnded(SagaStatus end) {
            super(
                    FailureKind.CONFLICT,
                    "saga-ended",
                    "The saga has ended: it is %s.".formatted(end),
                    Map.of("sagaStatus", end.name()));
        }
    }

    /** A saga that only waits has nothing to try again. */
    public static final class NothingFailed extends JournalFailure {
        public NothingFailed(SagaStatus status) {
            super(
                    FailureKind.CONFLICT,
                    "nothing-failed",
                    "Nothing that the saga did has failed: it is %s.".formatted(status),
                    Map.of("sagaStatus", status.name()));
        }
    }
}
