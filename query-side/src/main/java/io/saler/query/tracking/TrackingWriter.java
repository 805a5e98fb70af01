package io.saler.query.tracking;

import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores records of the topic: their events, what is counted of them, and how far the partition is stored, in one
 * transaction. So each event is stored and counted once, whoever dies when, and whoever else believes that the
 * partition is theirs.
 */
@Component
class TrackingWriter {

    private static final String PARK = """
            insert into query.parked_record (partition_number, topic_id, kafka_offset, value, cause, parked_at)
            values (:partition, :topic, :offset, :value, :cause, now()) on conflict do nothing""";

    private final Jdbi database;
    private final TransactionTemplate transaction;
    private final TrackingPositions positions;
    private final DayPartitions days;
    private final TrackedEventTable events;
    private final List<Aggregator> aggregators;

    @Autowired
    TrackingWriter(
            Jdbi database,
            PlatformTransactionManager transactions,
            TrackingPositions positions,
            DayPartitions days,
            TrackedEventTable events,
            List<Aggregator> aggregators) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.positions = positions;
        this.days = days;
        this.events = events;
        this.aggregators = List.copyOf(aggregators);
    }

    /**
     * Stores all of these records, or throws and stores none; {@link TrackingPositions.Overtaken} when they are not the
     * next ones of their partition.
     */
    void write(RecordChunk chunk) {
        days.make(chunk.events().stream()
                .map(event -> TrackedEventTable.day(event.receivedAt()))
                .collect(Collectors.toSet()));
        transaction.executeWithoutResult(status -> {
            long batch = positions.claim(chunk);
            List<TrackedEvent> fresh = events.add(chunk.partition(), batch, chunk.events());
            aggregators.forEach(aggregator -> aggregator.count(fresh));
            chunk.parked().forEach(record -> park(chunk, record));
        });
    }

    private void park(RecordChunk chunk, ParkedRecord record) {
        database.useHandle(handle -> handle.createUpdate(PARK)
                .bind("partition", chunk.partition())
                .bind("topic", chunk.topicId())
                .bind("offset", record.offset())
                .bind("value", record.value())
                .bind("cause", record.cause())
                .execute());
    }
}
