package io.saler.journal;

/**
 * Asks for the same as {@link FindSaga}, with what people said in their own words where it is masked there; refused to
 * administrators without the permission to read it, and noted in the audit log. What was said by or about somebody who
 * was erased stays unsaid.
 */
public record RevealSaga(SagaId sagaId, long after, int limit) {}
