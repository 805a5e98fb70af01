package io.saler.saga.journal.statistics;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is read of the database when somebody asks, and at most every few seconds: a scrape asks for many values, and
 * others may ask at the same time. While the database is away, what was read last stands.
 */
final class Recent<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Recent.class);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Supplier<T> reading;
    private T value;
    private long readAt = System.nanoTime() - FRESH.toNanos();

    Recent(T first, Supplier<T> reading) {
        this.value = first;
        this.reading = reading;
    }

    synchronized T get() {
        if (System.nanoTime() - readAt >= FRESH.toNanos()) {
            readAt = System.nanoTime();
            try {
                value = reading.get();
            } catch (RuntimeException away) {
                LOG.debug("How sagas do cannot be read for the moment", away);
            }
        }
        return value;
    }
}
