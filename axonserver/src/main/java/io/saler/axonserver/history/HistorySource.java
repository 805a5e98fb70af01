package io.saler.axonserver.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The events for a processor that has all of history before it: {@linkplain HistoryPage pages} of those that were there
 * when it began, and from then on single events, as other processors get them. For a {@link HistoryInvoker}.
 */
public final class HistorySource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> live;
    private final StoredHistory stored;
    private final long pageSize;
    private final Pace pace;

    /**
     * @param pageSize positions in a page
     * @param pace shared with the invoker
     */
    public HistorySource(
            StreamableMessageSource<TrackedEventMessage<?>> live, StoredHistory stored, long pageSize, Pace pace) {
        this.live = live;
        this.stored = stored;
        this.pageSize = pageSize;
        this.pace = pace;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken position) {
        return new HistoryStream(position, SettledEvents.ofNow(stored));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return live.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
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

        private final SettledEvents settled;
        private long end = -1;
        private @Nullable TrackingToken last;
        private @Nullable TrackedEventMessage<HistoryPage> next;
        private @Nullable BlockingStream<TrackedEventMessage<?>> present;
        private @Nullable Runnable onAvailable;

        HistoryStream(@Nullable TrackingToken position, SettledEvents settled) {
            this.last = position;
            this.settled = settled;
            TrackedEventMessage<HistoryPage> first = page();
            if (first != null) {
                pace.opened(first.getPayload());
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            onAvailable = callback;
            pace.whenPossible(callback);
            return present == null || present.setOnAvailableCallback(callback);
        }

        private @Nullable TrackedEventMessage<HistoryPage> page() {
            if (next == null && present == null && isBeforeEveryGap()) {
                if (position() >= end) {
                    end = settled.upTo();
                }
                if (position() < end) {
                    next = new HistoryPage(position(), pageSize, end).message();
                }
            }
            return next;
        }

        private long position() {
            return last == null ? -1 : last.position().orElse(-1);
        }

        /** Events that were missing when a token was stored would be passed by. */
        private boolean isBeforeEveryGap() {
            return last == null || last instanceof GapAwareTrackingToken token && !token.hasGaps();
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
            TrackedEventMessage<HistoryPage> page = page();
            if (page == null) {
                return present().peek();
            }
            return pace.allows(page.getPayload()) ? Optional.of(page) : Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            TrackedEventMessage<HistoryPage> page = page();
            return page == null ? present().hasNextAvailable(timeout, unit) : pace.allows(page.getPayload());
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> page = page();
            if (page == null) {
                TrackedEventMessage<?> event = present().nextAvailable();
                TrackedEventMessage<?> placed = placed(event);
                last = event.trackingToken();
                return placed;
            }
            next = null;
            last = page.trackingToken();
            return page;
        }

        /** Only what follows a token without gaps is certain to be at the place that its own token names. */
        private TrackedEventMessage<?> placed(TrackedEventMessage<?> event) {
            if (!(event instanceof DomainEventMessage<?> said)) {
                return event;
            }
            TrackingToken token = event.trackingToken();
            long upTo = token.position().orElse(-1);
            boolean certain =
                    last instanceof GapAwareTrackingToken before && !before.hasGaps() && upTo > before.getIndex();
            return new PlacedEvent<>(token, said, certain ? upTo : stored.position(event.getIdentifier()));
        }

        @Override
        public void close() {
            if (present != null) {
                present.close();
            }
        }
    }
}
