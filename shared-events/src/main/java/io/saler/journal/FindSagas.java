package io.saler.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for sagas, those first that have begun last; answered with {@link FoundSagas}.
 *
 * @param after where to go on, or null to begin
 */
public record FindSagas(SagaFilter filter, @Nullable Place after, int limit) {

    /** A node of the version before sends no filter. */
    public FindSagas {
        filter = filter == null ? SagaFilter.NONE : filter;
    }

    /** A saga's place among the others. */
    public record Place(Instant startedAt, SagaId sagaId) {}
}
