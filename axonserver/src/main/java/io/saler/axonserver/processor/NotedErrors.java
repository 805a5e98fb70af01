package io.saler.axonserver.processor;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.StringUtils;

/** Has a processor that fails stop and try again, and remembers what it failed with. */
public final class NotedErrors implements ErrorHandler {

    private static final int LONGEST = 500;

    private final Map<String, ProcessorError> noted = new ConcurrentHashMap<>();

    @Override
    public void handleError(ErrorContext failure) throws Exception {
        noted.put(failure.eventProcessor(), error(failure));
        PropagatingErrorHandler.instance().handleError(failure);
    }

    /** Returns what is noted and not told yet, by processor. */
    Map<String, ProcessorError> untold() {
        return Map.copyOf(noted);
    }

    /** Forgets what was told, unless the processor has failed once more meanwhile. */
    void told(String processor, ProcessorError error) {
        noted.remove(processor, error);
    }

    private static ProcessorError error(ErrorContext failure) {
        long position = failure.failedEvents().stream()
                .mapToLong(NotedErrors::position)
                .max()
                .orElse(-1);
        return new ProcessorError(text(failure.error()), Instant.now(), position);
    }

    static String text(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        String message = cause.getMessage();
        String text = message == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": "
                        + message.lines().findFirst().orElse("");
        return StringUtils.truncate(text, LONGEST);
    }

    private static long position(EventMessage<?> event) {
        return event instanceof TrackedEventMessage<?> tracked ? SegmentTable.position(tracked.trackingToken()) : -1;
    }
}
