package io.saler.eventstore;

import io.saler.journal.JournalEntry.FieldChange;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregate was at one of its events, without what is personal.
 *
 * @param sequence how many events came before that one
 * @param lastSequence the same for the latest event
 * @param at when it happened
 * @param state by the names of the fields; null when nobody knows any more what such an aggregate was
 * @param previous the state before the event; null for the first
 * @param change what the event changed in the state, by the names of the fields, those of fields within joined by a dot
 */
public record AggregateView(
        String aggregateType,
        String aggregateId,
        long sequence,
        long lastSequence,
        Instant at,
        EventView event,
        @Nullable Map<String, Object> state,
        @Nullable Map<String, Object> previous,
        Map<String, FieldChange> change) {}
