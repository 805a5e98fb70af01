package io.saler.query.tracking;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How what visitors do is taken and kept.
 *
 * @param keep for how long single events, and which of them came already, are kept; what was counted stays
 * @param believedFor how far back an event may say that it has happened; beyond that, and in the future, it has
 *     happened when it was received
 * @param patience how long Kafka may take to acknowledge before events are kept on disk
 * @param realtime for how long the counters of a minute are kept
 * @param batchSize the most events that are stored in one transaction, unless one request told more
 * @param batchWait how long the first of them waits for others in Kafka, unless there are enough; 0 for not at all
 */
@ConfigurationProperties("saler.tracking")
record TrackingSettings(
        @DefaultValue("90d") Duration keep,
        @DefaultValue("7d") Duration believedFor,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("60m") Duration realtime,
        @DefaultValue("2000") int batchSize,
        @DefaultValue("100ms") Duration batchWait,
        @DefaultValue SpoolSettings spool,
        @DefaultValue SearchSettings search) {

    /** Well below what an answer of Kafka may take. */
    private static final Duration LONGEST_BATCH_WAIT = Duration.ofSeconds(2);

    TrackingSettings {
        // Of a session that is forgotten it is not known any more for what it was counted.
        if (keep.compareTo(believedFor) < 0) {
            throw new IllegalArgumentException("saler.tracking.keep is less than saler.tracking.believed-for");
        }
        if (batchWait.isNegative() || batchWait.compareTo(LONGEST_BATCH_WAIT) > 0) {
            throw new IllegalArgumentException(
                    "saler.tracking.batch-wait is not between 0 and %s s".formatted(LONGEST_BATCH_WAIT.toSeconds()));
        }
    }

    /**
     * Where events wait while Kafka is away.
     *
     * @param directory in which each process has a folder of its own; null for {@code tracking-spool} among Saler's
     *     data
     * @param maxSize how much may wait there for each process; more is refused
     */
    record SpoolSettings(
            @Nullable Path directory, @DefaultValue("256MB") DataSize maxSize) {}

    /**
     * How events are searched.
     *
     * @param index what the names of all indexes begin with
     * @param timeout how long a search may take
     */
    record SearchSettings(
            @DefaultValue("saler-tracking") String index,
            @DefaultValue("1500ms") Duration timeout) {}
}
