package io.saler.axonserver.archive;

/** Where events are stored, whichever way. */
interface EventLines {

    EventLine all();

    EventLine of(String aggregateId);
}
