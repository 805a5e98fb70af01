package io.saler.axonserver.processor;

import java.util.Arrays;
import java.util.Comparator;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackerStatus;
import org.axonframework.eventhandling.tokenstore.TokenStore;

/** Divides the largest segment in two. */
final class SplitWork implements TokenWork {

    private final TokenStore tokens;

    SplitWork(TokenStore tokens) {
        this.tokens = tokens;
    }

    @Override
    public ProcessorTask task() {
        return ProcessorTask.SPLIT;
    }

    @Override
    public void on(StreamingEventProcessor processor) {
        String name = processor.getName();
        int[] ids = tokens.fetchSegments(name);
        Segment largest = Arrays.stream(ids)
                .mapToObj(id -> Segment.computeSegment(id, ids))
                .min(Comparator.comparingInt(Segment::getMask).thenComparingInt(Segment::getSegmentId))
                .orElseThrow();
        TrackerStatus[] parts = TrackerStatus.split(largest, tokens.fetchToken(name, largest.getSegmentId()));
        int kept = parts[0].getSegment().getSegmentId();
        tokens.storeToken(parts[0].getInternalTrackingToken(), name, kept);
        tokens.initializeSegment(
                parts[1].getInternalTrackingToken(), name, parts[1].getSegment().getSegmentId());
        tokens.releaseClaim(name, kept);
    }
}
