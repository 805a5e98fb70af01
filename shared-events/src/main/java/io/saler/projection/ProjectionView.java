package io.saler.projection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event processor as administrators read it. Positions are those of the event store: they grow with every event, and
 * have gaps.
 *
 * @param side whose it is: {@code command-side}, {@code sagas} or {@code query-side}
 * @param position up to where all events are handled; -1 before the first
 * @param head where the newest event is; -1 when there is none
 * @param lag from position to head, so no less than the events still to be handled
 * @param eventsPerSecond how fast the position has moved in the last seconds
 * @param error what it fails with, again and again; null when all is well
 * @param deadLetters how many events are parked; null when it parks none but stops instead
 * @param rebuildable whether {@link RebuildProjection} is allowed
 */
public record ProjectionView(
        String name,
        String side,
        long position,
        long head,
        long lag,
        double eventsPerSecond,
        ProjectionStatus status,
        @Nullable Error error,
        List<Segment> segments,
        @Nullable Long deadLetters,
        boolean rebuildable) {

    public ProjectionView {
        segments = List.copyOf(segments);
    }

    /** Why the last attempt failed, and since when no attempt has succeeded. */
    public record Error(String message, Instant since) {}

    /**
     * One of the parts that share the events.
     *
     * @param mask how many there would be if all were as small as this one, less one
     * @param node who handles it at the moment; null when nobody does
     * @param replaying whether it handles events again that it handled before
     */
    public record Segment(
            int id, int mask, long position, @Nullable String node, boolean replaying) {}
}
