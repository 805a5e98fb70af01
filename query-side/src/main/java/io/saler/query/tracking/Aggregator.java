package io.saler.query.tracking;

import java.util.List;

/** Counts one kind of thing that is told of visitors. */
interface Aggregator {

    /**
     * Adds to what was counted, in the transaction that stores the events, so that each counts once.
     *
     * @param events never seen before; may be empty
     */
    void count(List<TrackedEvent> events);
}
