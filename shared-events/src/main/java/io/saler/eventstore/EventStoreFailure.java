package io.saler.eventstore;

import io.saler.failure.Failure;
import io.saler.failure.FailureKind;
import java.util.Map;

/** Why looking into the event store can be refused. */
public abstract sealed class EventStoreFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private EventStoreFailure(FailureKind kind, String type, String message, Map<String, String> properties) {
        super(kind, type, message, properties);
    }

    public static final class AggregateUnknown extends EventStoreFailure {
        public AggregateUnknown() {
            super(
                    FailureKind.NOT_FOUND,
                    "aggregate-unknown",
                    "There is no such aggregate, or it has not come to this event yet.",
                    Map.of());
        }
    }

    /** So many events would have to be read again that it would take too long. */
    public static final class HistoryTooLong extends EventStoreFailure {
        public HistoryTooLong(long most) {
            super(
                    FailureKind.CONFLICT,
                    "history-too-long",
                    "Only the first %d events of an aggregate can be looked back to.".formatted(most),
                    Map.of("most", Long.toString(most)));
        }
    }

    /** As many look back as can for the moment. */
    public static final class LookingBackBusy extends EventStoreFailure {
        public LookingBackBusy() {
            super(
                    FailureKind.UNAVAILABLE,
                    "looking-back-busy",
                    "Too many look back at the moment. Please try again shortly.",
                    Map.of());
        }
    }
}
