package io.saler.journal;

import org.jspecify.annotations.Nullable;

/**
 * Asks how many sagas there are; answered with a {@link SagaCount}.
 *
 * @param action only those that this could be done about as they stand; null for all
 */
public record CountSagas(SagaFilter filter, @Nullable SagaAction action) {}
