package io.saler.query.projection;

import io.saler.projection.RebuildProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as it is kept.
 *
 * @param status {@code RUNNING} until it has ended
 * @param total up to where events were handled when it began; null until it has
 */
record Rebuild(
        String projection,
        RebuildProgress.Status status,
        boolean emptyFirst,
        @Nullable Long total,
        String actor,
        String reason,
        Instant startedAt,
        @Nullable Instant endedAt) {

    boolean isUnderWay() {
        return status == RebuildProgress.Status.RUNNING;
    }
}
