package io.saler.query.tracking;

import io.saler.query.kafka.AcknowledgedSending;
import io.saler.query.kafka.AcknowledgedSending.NotAcknowledged;
import io.saler.query.kafka.AcknowledgedSending.TooLarge;
import io.saler.query.kafka.KafkaBrokers;
import io.saler.query.kafka.KafkaSettings;
import io.saler.query.projection.Preparation;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Sends what was tracked to its topic. All that one request told is one record, so that it arrives as a whole or not at
 * all; to which partition it goes is of no importance.
 */
@Component
class TrackingSender implements DisposableBean {

    private static final int LINGER_MILLIS = 5;
    private static final long BUFFER = 16L * 1024 * 1024;

    private final AcknowledgedSending kafka;
    private final String topic;

    TrackingSender(
            KafkaBrokers brokers,
            KafkaSettings kafka,
            TrackingSettings settings,
            @Qualifier("topicsPreparation") Preparation topics) {
        this.topic = kafka.trackingTopic();
        this.kafka = new AcknowledgedSending(
                brokers,
                topics,
                "saler-tracking",
                settings.patience(),
                Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        BUFFER,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        KafkaSettings.LARGEST_TRACKED));
    }

    /**
     * Returns when Kafka has all of them; throws {@link NotAcknowledged} when that is not sure, and {@link TooLarge}
     * when one of them can never be sent.
     */
    void send(List<byte[]> records) {
        kafka.send(records.stream()
                .map(record -> new ProducerRecord<String, byte[]>(topic, record))
                .toList());
    }

    @Override
    public void destroy() {
        kafka.close();
    }
}
