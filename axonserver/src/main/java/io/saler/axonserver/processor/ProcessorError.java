package io.saler.axonserver.processor;

import java.time.Instant;
import java.util.List;

/**
 * What a processor fails with.
 *
 * @param since when it failed first, without having got on from then
 * @param position of the last event of those that it failed with
 */
record ProcessorError(String message, Instant since, long position) {

    /** Whether some segment has not got beyond it yet. */
    boolean holdsUp(List<ProcessorSegment> segments) {
        return segments.stream().anyMatch(segment -> segment.position() < position);
    }
}
