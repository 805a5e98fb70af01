package io.saler.axonserver.migration;

import java.time.Duration;

/**
 * What a move has led to.
 *
 * @param copied events that were copied by this run; the others had been copied before
 * @param copying how long that took
 * @param source what the embedded store holds
 * @param destination what the destination holds, read back
 */
public record MigrationOutcome(long copied, Duration copying, Content source, Content destination) {

    /** What a store holds: so many events, with a checksum over all of them. */
    public record Content(long events, String checksum) {}

    /** Whether both hold the same events in the same order. */
    public boolean isComplete() {
        return source.equals(destination);
    }
}
