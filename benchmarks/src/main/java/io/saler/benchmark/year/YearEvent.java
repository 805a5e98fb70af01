package io.saler.benchmark.year;

import java.time.Instant;

/**
 * An event as Saler's event store has it.
 *
 * @param sequence its number within its aggregate
 * @param type the aggregate's
 * @param payload JSON
 */
public record YearEvent(
        String aggregate,
        long sequence,
        String type,
        String payloadType,
        String revision,
        String payload,
        Instant at) {}
