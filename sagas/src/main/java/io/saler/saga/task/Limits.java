package io.saler.saga.task;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;

/**
 * How many tasks of one kind may be under way at once, so that an outside service that hangs cannot occupy all of them.
 * A task beyond the limit fails at once and is repeated a moment later by {@link Backoff}.
 */
public final class Limits {

    private Limits() {}

    public static Bulkhead atOnce(String service, int calls) {
        return Bulkhead.of(
                service,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(calls)
                        .maxWaitDuration(Duration.ZERO)
                        .writableStackTraceEnabled(false)
                        .build());
    }
}
