package io.saler.query.tracking;

import io.saler.analytics.CheckoutStep;
import io.saler.analytics.TrackedType;
import io.saler.query.tracking.TrackingPositions.Position;
import io.saler.store.StoreId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;

/** Has what visitors did stored and counted in a test's database, as if it came from Kafka. */
public final class TestTracking {

    private static final String TOPIC = "test";

    private final TrackingPositions positions;
    private final TrackingWriter writer;
    private final int partition;
    private final Instant receivedAt;
    private long next;

    /**
     * @param partition one that nobody else writes
     * @param receivedAt when all of it was received
     */
    public TestTracking(Jdbi database, PlatformTransactionManager transactions, int partition, Instant receivedAt) {
        this.positions = new TrackingPositions(database);
        this.writer = new TrackingWriter(
                database,
                transactions,
                positions,
                new DayPartitions(database),
                new TrackedEventTable(database, new TrackedEventJson()),
                List.of(new FunnelAggregator(database), new SearchTermAggregator(database)));
        this.partition = partition;
        this.receivedAt = receivedAt;
        positions.move(partition, null, new Position(TOPIC, 0));
    }

    /** @param id the same again is the same event */
    public record Visit(
            String id,
            StoreId storeId,
            String session,
            TrackedType type,
            @Nullable CheckoutStep step,
            @Nullable String query,
            @Nullable Integer results,
            Instant at) {}

    public void write(List<Visit> visits) {
        writer.write(new RecordChunk(
                partition,
                TOPIC,
                next,
                next + 1,
                visits.stream().map(this::event).toList(),
                List.of()));
        next++;
    }

    private TrackedEvent event(Visit visit) {
        return new TrackedEvent(
                visit.id(),
                visit.storeId().value(),
                visit.type(),
                visit.at(),
                visit.at(),
                receivedAt,
                "visitor of " + visit.session(),
                visit.session(),
                new EventDetails("/", null, visit.query(), visit.results(), null, visit.step(), null, null));
    }
}
