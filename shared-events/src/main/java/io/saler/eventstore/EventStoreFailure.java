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
}
