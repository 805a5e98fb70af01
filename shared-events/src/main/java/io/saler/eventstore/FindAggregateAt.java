package io.saler.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * Asks what an aggregate was once it had come to one of its events, as its own rules read them; answered with an
 * {@link AggregateView}, or null when there is no such aggregate or it has not come that far.
 *
 * @param sequence how many events came before that one, or null for the latest
 */
public record FindAggregateAt(String aggregateId, @Nullable Long sequence) {}
