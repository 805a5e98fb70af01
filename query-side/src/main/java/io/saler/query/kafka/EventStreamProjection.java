package io.saler.query.kafka;

import io.saler.query.projection.Batch;
import io.saler.query.projection.Savepoints;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Publishes every event on Kafka. A batch is acknowledged before the transaction commits that remembers it; while Kafka
 * is away it is repeated, so every event arrives at least once.
 */
@Component
@ProcessingGroup("kafka")
class EventStreamProjection {

    private final EventRecords records;
    private final Batch<List<ProducerRecord<String, byte[]>>> batch;

    EventStreamProjection(Savepoints savepoints, EventRecords records, EventStream stream) {
        this.records = records;
        this.batch = new Batch<>(savepoints, ArrayList::new, stream::send);
    }

    @EventHandler
    void on(Object event, DomainEventMessage<?> message) {
        Feature.of(event).ifPresent(feature -> {
            ProducerRecord<String, byte[]> record = records.of(feature, message);
            batch.add(sent -> sent.add(record));
        });
    }
}
