package io.saler.axonserver.archive;

import io.saler.eventstore.EventStoreFailure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * The events of an Axon Server, which are read from an event on, never back from it. So each stride is read to its end
 * and what is newest in it comes first.
 */
final class StreamedLines implements EventLines {

    /** How long the next event of those that there are is waited for. */
    private static final int PATIENCE_SECONDS = 2;

    /** Of how many events of an aggregate that of a time is searched for. */
    static final long MOST_EVENTS = 20_000;

    private final EventStore events;
    private final int stride;

    StreamedLines(EventStore events, int stride) {
        this.events = events;
        this.stride = stride;
    }

    @Override
    public EventLine all() {
        return new WholeLine();
    }

    @Override
    public EventLine of(String aggregateId) {
        return new AggregateLine(aggregateId);
    }

    private final class WholeLine implements EventLine {

        @Override
        public long last() {
            return position(events.createHeadToken());
        }

        /** Axon Server finds it by itself, unless everything happened before. */
        @Override
        public long firstSince(Instant moment) {
            long last = last();
            return timeAt(last).filter(newest -> !newest.isBefore(moment)).isEmpty()
                    ? last + 1
                    : position(events.createTokenAt(moment)) + 1;
        }

        @Override
        public Optional<Instant> timeAt(long number) {
            return newest(number, number, null, 1).stream().map(StoredEvent::at).findFirst();
        }

        @Override
        public int stride(boolean ofOneType, int limit) {
            return ofOneType ? stride : limit;
        }

        @Override
        public List<StoredEvent> newest(long from, long to, @Nullable Class<?> type, int limit) {
            var newest = new Newest(type, limit);
            if (to < 0) {
                return newest.inOrder();
            }
            TrackingToken before = from == 0 ? null : new GlobalSequenceTrackingToken(from - 1);
            try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(before)) {
                long read = from - 1;
                while (read < to && stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    TrackedEventMessage<?> event = stream.nextAvailable();
                    read = position(event.trackingToken());
                    if (read <= to) {
                        newest.add(StoredEvent.of(read, read, event));
                    }
                }
                return newest.inOrder();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Stopped while reading events", stopping);
            }
        }

        private static long position(@Nullable TrackingToken token) {
            return token == null ? -1 : token.position().orElse(-1);
        }
    }

    private final class AggregateLine implements EventLine {

        private final String aggregateId;

        AggregateLine(String aggregateId) {
            this.aggregateId = aggregateId;
        }

        @Override
        public long last() {
            return events.lastSequenceNumberFor(aggregateId).orElse(-1L);
        }

        /** By reading once what halving would read many times: Axon Server sends all that follows an event. */
        @Override
        public long firstSince(Instant moment) {
            if (last() >= MOST_EVENTS) {
                throw new EventStoreFailure.HistoryTooLong(MOST_EVENTS);
            }
            Iterator<? extends DomainEventMessage<?>> history = events.readEvents(aggregateId, 0);
            long first = 0;
            while (history.hasNext()) {
                DomainEventMessage<?> event = history.next();
                if (!event.getTimestamp().isBefore(moment)) {
                    return event.getSequenceNumber();
                }
                first = event.getSequenceNumber() + 1;
            }
            return first;
        }

        @Override
        public Optional<Instant> timeAt(long number) {
            return newest(number, number, null, 1).stream().map(StoredEvent::at).findFirst();
        }

        @Override
        public int stride(boolean ofOneType, int limit) {
            return stride;
        }

        @Override
        public List<StoredEvent> newest(long from, long to, @Nullable Class<?> type, int limit) {
            var newest = new Newest(type, limit);
            Iterator<? extends DomainEventMessage<?>> history = events.readEvents(aggregateId, Math.max(0, from));
            while (history.hasNext()) {
                DomainEventMessage<?> event = history.next();
                if (event.getSequenceNumber() > to) {
                    break;
                }
                newest.add(StoredEvent.of(event));
            }
            return newest.inOrder();
        }
    }

    /** The last so many of those of a type. */
    private static final class Newest {

        private final @Nullable Class<?> type;
        private final int limit;
        private final Deque<StoredEvent> kept = new ArrayDeque<>();

        Newest(@Nullable Class<?> type, int limit) {
            this.type = type;
            this.limit = limit;
        }

        void add(StoredEvent event) {
            if (type == null || type == event.message().getPayloadType()) {
                kept.addFirst(event);
                if (kept.size() > limit) {
                    kept.removeLast();
                }
            }
        }

        List<StoredEvent> inOrder() {
            return List.copyOf(kept);
        }
    }
}
