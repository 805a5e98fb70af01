package io.saler.axonserver.history;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Has the events of a {@link HistoryPage} handled one after the other, as if each had come by itself, and those that do
 * come by themselves as well.
 */
public final class HistoryInvoker implements EventHandlerInvoker {

    private static final String BEGUN = HistoryInvoker.class.getName();

    private final EventHandlerInvoker handlers;
    private final Predicate<Class<?>> wanted;
    private final WantedHistory history;
    private final IntFunction<@Nullable TrackingToken> stored;
    private final Pace pace;

    /**
     * @param wanted of the types that the handlers can handle, those that they do anything with
     * @param stored up to where a segment has handled all events, as the database has it before the transaction under
     *     way
     * @param pace shared with the source
     */
    public HistoryInvoker(
            EventHandlerInvoker handlers,
            Predicate<Class<?>> wanted,
            StoredHistory history,
            IntFunction<@Nullable TrackingToken> stored,
            Pace pace) {
        this.handlers = handlers;
        this.wanted = type -> handlers.canHandleType(type) && wanted.test(type);
        this.history = new WantedHistory(history, this.wanted, pace);
        this.stored = stored;
        this.pace = pace;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return isPage(event) || wanted.test(event.getPayloadType()) && handlers.canHandle(event, segment);
    }

    @Override
    public boolean canHandleType(Class<?> type) {
        return type == HistoryPage.class || wanted.test(type);
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        if (isPage(event)) {
            handlePage((HistoryPage) event.getPayload(), segment);
        } else {
            handlers.handle(event, segment);
        }
    }

    private void handlePage(HistoryPage page, Segment segment) throws Exception {
        pace.begins(segment.getSegmentId(), page);
        Optional<TrackingToken> further =
                begun(segment).filter(token -> token.position().orElse(-1) > page.after());
        for (TrackedEventMessage<?> event : history.events(page)) {
            if (further.isEmpty() || !isHandled(event.trackingToken(), further.get())) {
                // Which leaves out other segments' events by itself.
                handlers.handle(event, segment);
            }
        }
    }

    /** Axon's own tokens cover each other only if they know of the same gaps, and an event's own knows of none. */
    private static boolean isHandled(TrackingToken event, TrackingToken further) {
        if (further instanceof GapAwareTrackingToken token) {
            long position = event.position().orElseThrow();
            return position <= token.getIndex() && !token.getGaps().contains(position);
        }
        return further.covers(event);
    }

    /** A segment may be further than others, for whom a page was made. */
    private Optional<TrackingToken> begun(Segment segment) {
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(BEGUN, name -> Optional.ofNullable(stored.apply(segment.getSegmentId())));
    }

    private static boolean isPage(EventMessage<?> event) {
        return event.getPayloadType() == HistoryPage.class;
    }

    @Override
    public boolean supportsReset() {
        return handlers.supportsReset();
    }

    @Override
    public void performReset() {
        handlers.performReset();
    }

    @Override
    public <R> void performReset(@Nullable R context) {
        handlers.performReset(context);
    }

    @Override
    public void segmentReleased(Segment segment) {
        pace.left(segment.getSegmentId());
        handlers.segmentReleased(segment);
    }
}
