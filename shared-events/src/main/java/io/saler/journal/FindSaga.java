package io.saler.journal;

/**
 * Asks for a saga and some of its journal, oldest first; answered with a {@link SagaJournal}, or null when there is no
 * such saga.
 *
 * @param after the number of the entry to go on behind, 0 to begin
 */
public record FindSaga(SagaId sagaId, long after, int limit) {}
