package io.saler.query.kafka;

import io.saler.query.projection.Preparation;
import io.saler.query.projection.WithinTheClaim;
import java.time.Duration;
import java.util.ArrayList;
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
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/** Sends records to Kafka and waits until all its replicas that are in step have them. */
@Component
class EventStream implements DisposableBean {

    /** The longest that finding a topic's leader holds up sending. */
    private static final Duration METADATA = Duration.ofMillis(1_500);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final KafkaBrokers brokers;
    private final Duration patience;
    private final Preparation topics;
    private final RetryTemplate retry;
    private @Nullable Producer<String, byte[]> producer;

    EventStream(KafkaBrokers brokers, KafkaSettings settings, @Qualifier("topicsPreparation") Preparation topics) {
        this.brokers = brokers;
        this.patience = settings.patience();
        this.topics = topics;
        this.retry = WithinTheClaim.retry(NotAcknowledged.class, PAUSE, patience);
    }

    /** Kafka has not acknowledged all of a batch; it is to be sent again. */
    static final class NotAcknowledged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotAcknowledged(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Sends these in their order; throws {@link NotAcknowledged} unless all of them arrive in time. Some may have
     * arrived even then.
     */
    void send(List<ProducerRecord<String, byte[]>> records) {
        long deadline = System.nanoTime() + patience.toNanos();
        retry.invoke(() -> attempt(records, deadline));
    }

    private void attempt(List<ProducerRecord<String, byte[]>> records, long deadline) {
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
            if (NestedExceptionUtils.getMostSpecificCause(failure) instanceof UnknownTopicOrPartitionException) {
                topics.again();
            }
            throw new NotAcknowledged("Kafka has not taken %d events".formatted(records.size()), failure);
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
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    /** Made when first needed, since making it fails while the brokers' names cannot be resolved. */
    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            int delivery = (int) patience.toMillis();
            producer = new KafkaProducer<>(
                    brokers.with(Map.of(
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.LINGER_MS_CONFIG,
                            0,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            METADATA.toMillis(),
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            delivery / 2,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            delivery,
                            ProducerConfig.CLIENT_ID_CONFIG,
                            "saler-events")),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}
