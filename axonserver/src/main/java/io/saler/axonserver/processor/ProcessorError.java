package io.saler.axonserver.processor;

import java.time.Instant;
import java.util.List;

/**
 * What a processor fails with, or a task about it.
 *
 * @param since when it failed first, without having got on from then
 * @param position of the last event of those that it failed with; beyond all events for a task
 */
record ProcessorError(String message, Instant since, long position) {

    private static final long BEYOND_EVENTS = Long.MAX_VALUE;

    static ProcessorError ofTask(String message) {
        return new ProcessorError(message, Instant.now(), BEYOND_EVENTS);
    }

    /** Whether some segment has not got beyond it yet, or there is still a task. */
    boolean counts(Control wanted, List<ProcessorSegment> segments) {
        if (position == BEYOND_EVENTS) {
            return wanted.task() != null;
        }
        return segments.stream().anyMatch(segment -> segment.position() < position);
    }
}
