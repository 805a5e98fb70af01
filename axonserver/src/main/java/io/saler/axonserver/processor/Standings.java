package io.saler.axonserver.processor;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;

/** How far the processors of this node's side are, on all of its nodes. */
public final class Standings {

    /** A processor may be so far behind by what is under way, or by events that do not concern it. */
    public static final long FAR = 1_000;

    private static final String DEAD_LETTERS =
            "SELECT processingGroup, count(*) AS letters FROM axon.dead_letter GROUP BY processingGroup";

    private final LocalProcessors processors;
    private final SegmentTable segments;
    private final Jdbi database;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final boolean leavesEventsOut;
    private final Speeds speeds = new Speeds();

    Standings(
            LocalProcessors processors,
            SegmentTable segments,
            Jdbi database,
            StreamableMessageSource<TrackedEventMessage<?>> events,
            boolean leavesEventsOut) {
        this.processors = processors;
        this.segments = segments;
        this.database = database;
        this.events = events;
        this.leavesEventsOut = leavesEventsOut;
    }

    /** The processors that this node can run, with all of their segments. */
    public Map<String, List<ProcessorSegment>> all() {
        Map<String, List<ProcessorSegment>> stored = segments.all();
        return processors.all().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        local -> known(local.getValue(), stored.getOrDefault(local.getKey(), List.of()))));
    }

    public List<ProcessorSegment> of(String processor) {
        return all().getOrDefault(processor, List.of());
    }

    /**
     * Up to where a processor has handled events, whether this node can run it or not; what this node knows newer than
     * the database counts.
     */
    public long position(String processor) {
        return Speeds.slowest(stored(processor));
    }

    /**
     * Whether a processor has handled all events up to a position. As with replays, one that is close and does not move
     * any more is there where the store leaves out events.
     */
    public boolean isThere(String processor, long position) {
        List<ProcessorSegment> behind = stored(processor);
        if (Speeds.slowest(behind) >= position) {
            return true;
        }
        return leavesEventsOut
                && !behind.isEmpty()
                && speeds.isStill(processor)
                && behind.stream().allMatch(segment -> segment.isWithin(FAR, position));
    }

    /** Which events a processor has handled, as the transaction under way sees it together with what was written. */
    public HandledEvents handled(String processor) {
        return segments.handled(processor);
    }

    /** The same of one of its segments; null if that has not begun. */
    public @Nullable TrackingToken token(String processor, int segment) {
        return segments.token(processor, segment);
    }

    /**
     * Holds a processor where it is: until the transaction under way ends, whoever has handled more events of it waits
     * with the end of theirs. Throws if somebody is handling them for longer than a moment.
     *
     * @return up to where the segment that is furthest has handled events
     */
    public long hold(String processor) {
        return segments.hold(processor);
    }

    /** The position of the newest event; -1 when there is none. */
    public long head() {
        return SegmentTable.position(events.createHeadToken());
    }

    /** Events that a processor passes in a second, as this node has seen it in the last ones. */
    public double eventsPerSecond(String processor) {
        return speeds.of(processor);
    }

    /**
     * Whether some segment has not come to where it was before it was sent back. Where the store leaves out events that
     * concern no handler, as Axon Server does, one that is close and does not move any more is there already.
     */
    boolean isReplaying(String processor, List<ProcessorSegment> segments) {
        List<ProcessorSegment> behind =
                segments.stream().filter(ProcessorSegment::isReplaying).toList();
        boolean there = leavesEventsOut
                && speeds.isStill(processor)
                && behind.stream().allMatch(segment -> segment.isWithin(FAR));
        return !behind.isEmpty() && !there;
    }

    /** How many events processors have parked; those that have none are missing. */
    Map<String, Long> deadLetters() {
        return database.withHandle(handle -> handle.createQuery(DEAD_LETTERS)
                .setMapKeyColumn("processinggroup")
                .setMapValueColumn("letters")
                .collectInto(new GenericType<Map<String, Long>>() {}));
    }

    /** How many events a processor has parked. */
    public long deadLetters(String processor) {
        return deadLetters().getOrDefault(processor, 0L);
    }

    void note() {
        speeds.note(all(), System.nanoTime());
    }

    private List<ProcessorSegment> stored(String processor) {
        List<ProcessorSegment> stored = segments.all().getOrDefault(processor, List.of());
        StreamingEventProcessor local = processors.all().get(processor);
        return local == null ? stored : known(local, stored);
    }

    private static List<ProcessorSegment> known(StreamingEventProcessor processor, List<ProcessorSegment> stored) {
        return stored.stream()
                .map(segment -> LocalProcessors.known(processor, segment))
                .toList();
    }
}
