package io.saler.query.generation;

import org.jspecify.annotations.Nullable;

/**
 * What is read of a read model.
 *
 * @param active the number of the generation that is
 * @param previous the number of the one that is kept for a rollback
 */
record ActiveModel(String name, int active, @Nullable Integer previous) {}
