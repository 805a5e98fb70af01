package io.saler.axonserver.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Some events in a row, by their positions alone: a processor gets it as one event, and each segment reads from it
 * which events are its own.
 *
 * @param after the position before the first
 * @param size pages end at multiples of it, so that segments that are not at the same place share them
 * @param end up to where there are pages
 */
record HistoryPage(long after, long size, long end) {

    /** The position of the last. */
    long upTo() {
        return Math.min(end, (Math.floorDiv(after, size) + 1) * size);
    }

    Optional<HistoryPage> next() {
        return upTo() < end ? Optional.of(new HistoryPage(upTo(), size, end)) : Optional.empty();
    }

    /** Always with the same identifier, by which one that was refused is known when it comes again. */
    TrackedEventMessage<HistoryPage> message() {
        return new GenericTrackedEventMessage<>(
                GapAwareTrackingToken.newInstance(upTo(), Set.of()),
                new GenericEventMessage<>(
                        "events %d to %d".formatted(after + 1, upTo()), this, Map.of(), Instant.now()));
    }
}
