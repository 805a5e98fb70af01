package io.saler.axonserver.migration;

import io.axoniq.axonserver.grpc.event.Event;
import java.util.List;

/** Where events are moved to: an ordered store without gaps, in which events are counted from 0. */
public interface EventDestination {

    /** How many events it holds. */
    long count();

    /**
     * Adds events behind the last one, all of them or none.
     *
     * @throws MigrationRefused when they were not taken, or when it is not known whether they were
     */
    void append(List<Event> events);

    /** Reads events in order, starting with the one that has this number of events before it. */
    Reading from(long position);

    /** Events in order. */
    interface Reading extends AutoCloseable {

        /**
         * The next one, which the caller knows to exist.
         *
         * @throws MigrationRefused when it does not come
         */
        Event next();

        @Override
        void close();
    }
}
