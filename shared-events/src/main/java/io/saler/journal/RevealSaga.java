package io.saler.journal;

import io.saler.value.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the same as {@link FindSaga}, with what people said in their own words where it is masked there; refused to
 * administrators without the permission to read it, and noted in the audit log. What was said by or about somebody who
 * was erased stays unsaid.
 *
 * @param reason why, to be noted in the saga's journal; null to note nothing there
 */
public record RevealSaga(
        SagaId sagaId, long after, int limit, @Nullable String reason) {

    public RevealSaga {
        reason = reason == null ? null : InvalidValue.line("reason", "A reason", reason, 1, 200);
    }

    public RevealSaga(SagaId sagaId, long after, int limit) {
        this(sagaId, after, limit, null);
    }
}
