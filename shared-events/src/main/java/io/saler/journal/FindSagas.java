package io.saler.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for sagas, those first that have begun last; answered with {@link FoundSagas}.
 *
 * @param stuckSince only those that have been stuck, or overdue, since then at the latest
 * @param after where to go on, or null to begin
 */
public record FindSagas(
        @Nullable SagaStatus status,
        @Nullable String type,
        @Nullable Association association,
        @Nullable Instant stuckSince,
        @Nullable Place after,
        int limit) {

    /** What a saga is about, such as the id of an order; under any name when {@code key} is null. */
    public record Association(@Nullable String key, String value) {}

    /** A saga's place among the others. */
    public record Place(Instant startedAt, SagaId sagaId) {}
}
