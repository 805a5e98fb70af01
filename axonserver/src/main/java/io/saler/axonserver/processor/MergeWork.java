package io.saler.axonserver.processor;

import java.util.Arrays;
import java.util.Comparator;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** Puts two of the smallest segments together. What one of them has handled before the other is not handled again. */
final class MergeWork implements TokenWork {

    private final TokenStore tokens;

    MergeWork(TokenStore tokens) {
        this.tokens = tokens;
    }

    @Override
    public ProcessorTask task() {
        return ProcessorTask.MERGE;
    }

    @Override
    public void on(StreamingEventProcessor processor) {
        String name = processor.getName();
        int[] ids = tokens.fetchSegments(name);
        Segment smallest = Arrays.stream(ids)
                .mapToObj(id -> Segment.computeSegment(id, ids))
                .max(Comparator.comparingInt(Segment::getMask).thenComparingInt(Segment::getSegmentId))
                .orElseThrow();
        int one = smallest.getSegmentId();
        int other = smallest.mergeableSegmentId();
        if (one == other) {
            return;
        }
        int lower = Math.min(one, other);
        int upper = Math.max(one, other);
        TrackingToken merged =
                MergedTrackingToken.merged(tokens.fetchToken(name, lower), tokens.fetchToken(name, upper));
        tokens.deleteToken(name, upper);
        tokens.storeToken(merged, name, lower);
        tokens.releaseClaim(name, lower);
    }
}
