package io.saler.axonserver;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** The event store for those who read all of it: many events at once. */
record HistoryPages(EventStorageEngine store) {

    /** Events in a page; a page is in memory as a whole. */
    static final int SIZE = 2_000;
}
