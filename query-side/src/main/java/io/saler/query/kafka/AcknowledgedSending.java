package io.saler.query.kafka;

import io.saler.query.projection.Preparation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * Sends records to Kafka and waits until all its replicas that are in step have them. Safe for use by many threads,
 * whose records then travel together.
 */
public final class AcknowledgedSending implements AutoCloseable {

    /** The longest that finding a topic's leader holds up sending. */
    private static final Duration METADATA = Duration.ofMillis(1_500);

    private final KafkaBrokers brokers;
    private final Preparation topics;
    private final String client;
    private final Duration patience;
    private final Map<String, Object> settings;
    private @Nullable Producer<String, byte[]> producer;

    /**
     * @param topics what makes the topics, without which nothing is sent
     * @param client how Kafka knows who sends
     * @param patience how long a record may take
     * @param settings of the producer, beyond those that make its acknowledgement count
     */
    public AcknowledgedSending(
            KafkaBrokers brokers, Preparation topics, String client, Duration patience, Map<String, Object> settings) {
        this.brokers = brokers;
        this.topics = topics;
        this.client = client;
        this.patience = patience;
        this.settings = Map.copyOf(settings);
    }

    /** Kafka has not acknowledged all of the records; they are to be sent again. */
    public static sealed class NotAcknowledged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotAcknowledged(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** One of the records is larger than Kafka takes, however often it is sent. */
    public static final class TooLarge extends NotAcknowledged {
        private static final long serialVersionUID = 1L;

        private TooLarge(Throwable cause) {
            super("Kafka takes no record of this size", cause);
        }
    }

    /**
     * Sends these in their order; throws {@link NotAcknowledged} unless all of them arrive in time. Some may have
     * arrived even then.
     */
    public void send(List<ProducerRecord<String, byte[]>> records) {
        send(records, System.nanoTime() + patience.toNanos());
    }

    /** @param deadline by {@link System#nanoTime()} */
    void send(List<ProducerRecord<String, byte[]>> records, long deadline) {
        // Sending to a topic that is missing could create it with other settings than ours.
        if (!topics.isDone()) {
            throw new NotAcknowledged("Kafka's topics are not there yet", null);
        }
        try {
            acknowledged(records, deadline);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotAcknowledged("Interrupted while waiting for Kafka", stopped);
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
            if (cause instanceof RecordTooLargeException) {
                throw new TooLarge(failure);
            }
            if (cause instanceof UnknownTopicOrPartitionException) {
                topics.again();
            }
            throw new NotAcknowledged("Kafka has not taken %d records".formatted(records.size()), failure);
        }
    }

    private void acknowledged(List<ProducerRecord<String, byte[]>> records, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        Producer<String, byte[]> kafka = producer();
        List<Future<?>> acknowledgements = new ArrayList<>(records.size());
        for (ProducerRecord<String, byte[]> record : records) {
            Future<?> acknowledgement = kafka.send(record);
            // Whatever failed already need not hold up the rest.
            if (acknowledgement.isDone()) {
                acknowledgement.get();
            }
            acknowledgements.add(acknowledgement);
        }
        for (Future<?> acknowledgement : acknowledgements) {
            acknowledgement.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    /** Made when first needed, since making it fails while the brokers' names cannot be resolved. */
    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            int delivery = (int) patience.toMillis();
            var all = new HashMap<>(settings);
            all.putAll(Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    METADATA.toMillis(),
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    delivery / 2,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    delivery,
                    ProducerConfig.CLIENT_ID_CONFIG,
                    client));
            producer = new KafkaProducer<>(brokers.with(all), new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
