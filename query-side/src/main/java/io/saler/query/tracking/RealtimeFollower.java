package io.saler.query.tracking;

import io.saler.query.tracking.RealtimeCounters.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Counts the stored events in Redis. */
@Component
class RealtimeFollower extends Follower {

    private static final Logger log = LoggerFactory.getLogger(RealtimeFollower.class);
    private static final int MOST_EVENTS = 5_000;

    /** Those of several partitions are stored one after the other. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private final TrackingPositions positions;
    private final TrackedEventTable events;
    private final RealtimeCounters counters;
    private final TrackingSettings settings;

    RealtimeFollower(
            Jdbi database,
            PlatformTransactionManager transactions,
            TrackingPositions positions,
            TrackedEventTable events,
            RealtimeCounters counters,
            TrackingSettings settings) {
        super("realtime", database, transactions, GATHER);
        this.positions = positions;
        this.events = events;
        this.counters = counters;
        this.settings = settings;
    }

    @Override
    protected boolean follow() {
        List<TrackingPositions.Batches> stored = positions.all();
        Counted counted = counters.counted();
        if (counted == null) {
            counters.begin(beforeTheFirstMinute(stored));
            return !stored.isEmpty();
        }
        boolean more = false;
        for (TrackingPositions.Batches each : stored) {
            long last = counted.last(each.partition());
            if (last > each.last()) {
                log.error("More is counted than stored of partition {}; it is counted anew", each.partition());
                counters.end();
                return true;
            }
            more |= last < each.last() && add(counted, each);
        }
        return more;
    }

    private boolean add(Counted counted, TrackingPositions.Batches stored) {
        return events.following(stored.partition(), counted.last(stored.partition()), MOST_EVENTS)
                .map(batches -> !counters.add(counted, batches.partition(), batches.last(), events.received(batches))
                        || batches.last() < stored.last())
                .orElse(false);
    }

    private Map<Integer, Long> beforeTheFirstMinute(List<TrackingPositions.Batches> stored) {
        Instant since = Instant.now().minus(settings.realtime());
        Map<Integer, Long> batches = new HashMap<>();
        stored.forEach(each -> batches.put(each.partition(), events.lastBefore(each.partition(), since, each.last())));
        return batches;
    }
}
