package io.saler.axonserver.processor;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * Which events a processor has handled for certain: all up to a position, apart from those that may still appear before
 * it, since their transactions had not ended.
 *
 * @param position up to where; -1 if there is a segment that has not begun
 * @param missing positions before that, of which it is not known
 */
public record HandledEvents(long position, SortedSet<Long> missing) {

    static HandledEvents of(List<@Nullable TrackingToken> segments) {
        var missing = new TreeSet<Long>();
        long position = Long.MAX_VALUE;
        for (TrackingToken token : segments) {
            position = Math.min(position, SegmentTable.position(token));
            addGaps(token, missing);
        }
        return new HandledEvents(segments.isEmpty() ? -1 : position, missing);
    }

    private static void addGaps(@Nullable TrackingToken token, SortedSet<Long> missing) {
        switch (token) {
            case GapAwareTrackingToken gaps -> missing.addAll(gaps.getGaps());
            case MergedTrackingToken merged -> {
                addGaps(merged.lowerSegmentToken(), missing);
                addGaps(merged.upperSegmentToken(), missing);
            }
            case WrappedToken wrapped -> addGaps(wrapped.lowerBound(), missing);
            case null, default -> {}
        }
    }

    /** What both have handled. */
    public HandledEvents and(HandledEvents other) {
        var either = new TreeSet<>(missing);
        either.addAll(other.missing);
        return new HandledEvents(Math.min(position, other.position), either);
    }
}
