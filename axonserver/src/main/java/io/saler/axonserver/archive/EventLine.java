package io.saler.axonserver.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events one behind the other, numbered from 0, where numbers may be missing: all that are stored, or those of one
 * aggregate. Their times follow their numbers, but for what happened at nearly the same moment.
 */
interface EventLine {

    /** The number of the newest event; -1 when there is none. */
    long last();

    /** When the event of this number happened, or if there is none, the one before it. */
    Optional<Instant> timeAt(long number);

    /** The first number whose event did not happen before this moment; one more than the last when there is none. */
    default long firstSince(Instant moment) {
        long low = 0;
        long high = last() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            boolean before = timeAt(middle).map(time -> time.isBefore(moment)).orElse(true);
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many numbers to go through at once, in search of so many events; fewer of those that have to be read. */
    int stride(boolean ofOneType, int limit);

    /** The newest of the events from one number to another, both included, newest first. */
    List<StoredEvent> newest(long from, long to, @Nullable Class<?> type, int limit);
}
