package io.saler.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the rebuild of a read model has come.
 *
 * @param done how much of {@code total} is handled, both in positions of the event store
 * @param total up to where events were handled when it began
 * @param secondsLeft at the speed of the last seconds; null while that is not known, and once it has ended
 * @param differences how many rows only the new read model has, or only the old; null unless they were compared
 * @param emptyFirst whether what was there was deleted first
 * @param actor who asked for it, as {@code kind:id}
 * @param reason why they did, in their own words
 * @param endedAt null until then
 */
public record RebuildProgress(
        String name,
        Status status,
        long done,
        long total,
        double eventsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable Long differences,
        boolean emptyFirst,
        String actor,
        String reason,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** How a rebuild stands. */
    public enum Status {
        RUNNING,
        /** The projection is paused, and with it the rebuild. */
        PAUSED,
        /** The new read model is compared with the old. */
        COMPARING,
        /** It is different, or has parked events, and somebody has to decide about it. */
        UNDECIDED,
        COMPLETED,
        /** It does not get on, and tries again every few seconds. */
        FAILED,
        CANCELLED
    }
}
