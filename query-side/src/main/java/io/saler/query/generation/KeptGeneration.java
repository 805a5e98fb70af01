package io.saler.query.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A generation as it is kept.
 *
 * @param actor who asked for it; null for the first one
 * @param endedAt when it was switched to, or given up
 * @param total up to where events were handled when it was begun
 * @param comparedTo up to where it was compared; null unless it was
 * @param switchAt how far it has to be before it is switched to
 * @param leftAt since when nobody begins to read it; null while somebody does, and if nobody ever did
 */
record KeptGeneration(
        Generation generation,
        GenerationState state,
        @Nullable String actor,
        @Nullable String reason,
        boolean evenIfDifferent,
        Instant startedAt,
        @Nullable Instant endedAt,
        long total,
        @Nullable Long comparedTo,
        @Nullable Long switchAt,
        @Nullable Instant leftAt) {

    String model() {
        return generation.model();
    }

    int number() {
        return generation.number();
    }

    /** Whether it is not read any more; perhaps it will be again. */
    boolean wasRead() {
        return leftAt != null;
    }
}
