package io.saler.axonserver;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The events for processors that have all of history before them: they are read in large pages, straight from the
 * store, until there are no more; from then on they come like those of other processors.
 */
final class HistorySource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final EventStorageEngine pages;
    private final StreamableMessageSource<TrackedEventMessage<?>> live;

    /** @param pages reads many events at once */
    HistorySource(EventStorageEngine pages, StreamableMessageSource<TrackedEventMessage<?>> live) {
        this.pages = pages;
        this.live = live;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken position) {
        return new HistoryStream(position);
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return live.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return live.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return live.createTokenAt(moment);
    }

    @Override
    public TrackingToken createTokenSince(Duration past) {
        return live.createTokenSince(past);
    }

    /** Used by one thread, that of the processor's coordinator. */
    private final class HistoryStream implements BlockingStream<TrackedEventMessage<?>> {

        private final Iterator<? extends TrackedEventMessage<?>> history;
        private @Nullable TrackingToken last;
        private @Nullable TrackedEventMessage<?> peeked;
        private @Nullable BlockingStream<TrackedEventMessage<?>> present;
        private @Nullable Runnable onAvailable;

        HistoryStream(@Nullable TrackingToken position) {
            last = position;
            history = pages.readEvents(position, false).iterator();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            onAvailable = callback;
            return present == null || present.setOnAvailableCallback(callback);
        }

        private @Nullable TrackedEventMessage<?> ofHistory() {
            if (peeked == null && present == null && history.hasNext()) {
                peeked = history.next();
            }
            return peeked;
        }

        private BlockingStream<TrackedEventMessage<?>> present() {
            if (present == null) {
                present = live.openStream(last);
                if (onAvailable != null) {
                    present.setOnAvailableCallback(onAvailable);
                }
            }
            return present;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            TrackedEventMessage<?> next = ofHistory();
            return next == null ? present().peek() : Optional.of(next);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return ofHistory() != null || present().hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> next = ofHistory();
            if (next == null) {
                return present().nextAvailable();
            }
            peeked = null;
            last = next.trackingToken();
            return next;
        }

        @Override
        public void close() {
            if (present != null) {
                present.close();
            }
        }
    }
}
