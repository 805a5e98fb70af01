package io.saler.axonserver.history;

import java.util.Collections;
import java.util.Set;

/**
 * Up to where no event appears any more that was not there. Positions are given when events are inserted, and seen when
 * transactions end, so events appear before what is newer than they are: whichever were missing up to the newest event
 * of a moment belong to transactions of that moment, and appear when these end. For use by one thread.
 */
final class SettledEvents {

    /** As far behind the newest event, Axon's own readers do not wait any more for what is missing. */
    private static final long GIVEN_UP = 10_000;

    private final StoredHistory stored;
    private final long givenUp;
    private final long newest;
    private final Set<String> writing;

    private SettledEvents(StoredHistory stored, long givenUp, long newest, Set<String> writing) {
        this.stored = stored;
        this.givenUp = givenUp;
        this.newest = newest;
        this.writing = writing;
    }

    static SettledEvents ofNow(StoredHistory stored) {
        return ofNow(stored, GIVEN_UP);
    }

    /** @param givenUp so far behind the newest event, none is waited for that is missing */
    static SettledEvents ofNow(StoredHistory stored, long givenUp) {
        // The other way round, somebody could begin after the look and be overtaken before the second.
        long newest = stored.newest();
        return new SettledEvents(stored, givenUp, newest, stored.writing());
    }

    /** Up to the newest event of the moment, once all events before it are settled. */
    long upTo() {
        boolean ended = writing.isEmpty() || Collections.disjoint(writing, stored.writing());
        return ended ? newest : Math.max(-1, newest - givenUp);
    }
}
