package io.saler.axonserver.migration;

import io.axoniq.axonserver.grpc.event.Event;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A destination whose ways of failing can be chosen. */
class EventsInMemory implements EventDestination {

    final List<Event> events = new ArrayList<>();

    @Override
    public long count() {
        return events.size();
    }

    @Override
    public void append(List<Event> added) {
        events.addAll(added);
    }

    @Override
    public Reading from(long position) {
        Iterator<Event> rest = events.listIterator(Math.toIntExact(position));
        return new Reading() {
            @Override
            public Event next() {
                return rest.next();
            }

            @Override
            public void close() {}
        };
    }
}
