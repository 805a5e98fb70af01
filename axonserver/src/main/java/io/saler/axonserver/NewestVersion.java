package io.saler.axonserver;

import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Whether a cached aggregate has seen all of its events. Where several processes take turns at an aggregate, whenever
 * one of them comes or goes, what one remembers of it may be old. An event that it then appended would be refused; but
 * a command which finds nothing to do, or is refused, appends none, and would be answered by what was long ago.
 */
record NewestVersion(Supplier<EventStore> events) implements BiPredicate<Object, Object> {

    @Override
    public boolean test(Object aggregateId, Object cached) {
        return cached instanceof AggregateCacheEntry<?> entry
                && events.get()
                        .lastSequenceNumberFor(aggregateId.toString())
                        .filter(version -> version.equals(version(entry)))
                        .isPresent();
    }

    /** An entry that has never been serialized holds the aggregate itself, and needs nothing to recreate it. */
    @SuppressWarnings("NullAway")
    private static Long version(AggregateCacheEntry<?> entry) {
        return entry.recreateAggregate(null, null, null).version();
    }
}
