package io.saler.query.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * The figures of one calendar period.
 *
 * @param name what it is called in the report's time zone, for example {@code 2026-03-29}
 */
record Bucket<F>(
        String name,
        Instant from,
        Instant to,
        @JsonUnwrapped F figures) {}
