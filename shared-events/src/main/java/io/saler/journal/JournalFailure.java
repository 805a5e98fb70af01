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

    /** A saga that takes back what it did already does not give up once more. */
    public static final class AlreadyCompensating extends JournalFailure {
        public AlreadyCompensating() {
            super(
                    FailureKind.CONFLICT,
                    "already-compensating",
                    "The saga takes back already what it did.",
                    Map.of("sagaStatus", SagaStatus.COMPENSATING.name()));
        }
    }

    /** There is no such thing for sagas of this type: a refund that was promised is not taken back. */
    public static final class ActionUnsupported extends JournalFailure {
        public ActionUnsupported(SagaAction action, String type) {
            super(
                    FailureKind.CONFLICT,
                    "action-unsupported",
                    "A saga of the type %s does not know the action %s.".formatted(type, action.code()),
                    Map.of("action", action.code(), "sagaType", type));
        }
    }

    /** More sagas are selected by now than whoever confirmed it was told of. */
    public static final class SelectionChanged extends JournalFailure {
        public SelectionChanged(int expected, int found) {
            super(
                    FailureKind.CONFLICT,
                    "selection-changed",
                    "It would be about %d sagas by now, not %d. Please look at them again.".formatted(found, expected),
                    Map.of("count", String.valueOf(found)));
        }
    }

    public static final class SelectionTooLarge extends JournalFailure {
        public SelectionTooLarge() {
            super(
                    FailureKind.CONFLICT,
                    "selection-too-large",
                    "It would be about more than %d sagas. Please select fewer.".formatted(SagaCount.MOST),
                    Map.of("most", String.valueOf(SagaCount.MOST)));
        }
    }
}
