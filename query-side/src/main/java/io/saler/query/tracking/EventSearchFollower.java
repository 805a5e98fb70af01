package io.saler.query.tracking;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Indexes the stored events in Elasticsearch. */
@Component
class EventSearchFollower extends Follower {

    private static final int MOST_EVENTS = 2_000;

    /** Elasticsearch shows what was added only twice a second, so nobody sees events sooner that go one by one. */
    private static final Duration GATHER = Duration.ofMillis(250);

    /** How often an index that has nothing to be added is looked at, whether it is still there. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final TrackingPositions positions;
    private final TrackedEventTable events;
    private final EventIndex index;
    private Map<Integer, Long> indexed = Map.of();
    private long looked = System.nanoTime();

    EventSearchFollower(
            Jdbi database,
            PlatformTransactionManager transactions,
            TrackingPositions positions,
            TrackedEventTable events,
            EventIndex index) {
        super("search", database, transactions, GATHER);
        this.positions = positions;
        this.events = events;
        this.index = index;
    }

    @Override
    protected boolean follow() {
        List<TrackingPositions.Batches> stored = positions.all();
        // Another node may have gone on, and Elasticsearch may have lost everything.
        boolean all = System.nanoTime() - looked >= LOOK_AGAIN.toNanos();
        Map<Integer, Long> before = indexed;
        Map<Integer, Long> now = new HashMap<>();
        indexed = Map.of();
        boolean more = false;
        for (TrackingPositions.Batches each : stored) {
            long reached = before.getOrDefault(each.partition(), 0L);
            if (all || reached != each.last()) {
                long last = index.indexedTo(each.partition());
                reached = last < each.last() ? add(each, last) : each.last();
            }
            now.put(each.partition(), reached);
            more |= reached < each.last();
        }
        indexed = now;
        if (all) {
            looked = System.nanoTime();
        }
        return more;
    }

    private long add(TrackingPositions.Batches stored, long last) {
        return events.following(stored.partition(), last, MOST_EVENTS)
                .map(batches -> {
                    index.add(batches.partition(), batches.last(), events.read(batches));
                    return batches.last();
                })
                .orElse(stored.last());
    }
}
