package io.saler.query.tracking;

import io.saler.analytics.CheckoutStep;
import io.saler.analytics.TrackedType;
import io.saler.axonserver.json.ValueTypesModule;
import io.saler.query.tracking.TrackingPositions.Position;
import io.saler.store.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Has what visitors did stored and counted in a test's database, as if it came from Kafka. */
public final class TestTracking {

    private static final String TOPIC = "test";
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new ValueTypesModule()).build();

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
        store(visits.stream().map(this::event).toList());
    }

    /** @param events each as a page sends it, with its store, and with a time that is believed */
    public void tell(List<String> events) {
        store(events.stream()
                .map(event -> event(JSON.readValue(event, SentEvent.class)))
                .toList());
    }

    private void store(List<TrackedEvent> events) {
        writer.write(new RecordChunk(partition, TOPIC, next, next + 1, events, List.of()));
        next++;
    }

    private TrackedEvent event(SentEvent event) {
        Instant at = Objects.requireNonNull(event.occurredAt());
        return new TrackedEvent(
                event.eventId(),
                Objects.requireNonNull(event.storeId()).value(),
                event.type(),
                at,
                at,
                receivedAt,
                event.visitorId(),
                event.sessionId(),
                event.details(""));
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
