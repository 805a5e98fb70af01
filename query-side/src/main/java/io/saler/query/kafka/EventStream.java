package io.saler.query.kafka;

import io.saler.query.kafka.AcknowledgedSending.NotAcknowledged;
import io.saler.query.projection.Preparation;
import io.saler.query.projection.WithinTheClaim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/** Sends events to Kafka, again and again as long as its processor may keep them. */
@Component
class EventStream implements DisposableBean {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final AcknowledgedSending kafka;
    private final Duration patience;
    private final RetryTemplate retry;

    EventStream(KafkaBrokers brokers, KafkaSettings settings, @Qualifier("topicsPreparation") Preparation topics) {
        this.patience = settings.patience();
        this.kafka = new AcknowledgedSending(
                brokers, topics, "saler-events", patience, Map.of(ProducerConfig.LINGER_MS_CONFIG, 0));
        this.retry = WithinTheClaim.retry(NotAcknowledged.class, PAUSE, patience);
    }

    /**
     * Sends these in their order; throws {@link NotAcknowledged} unless all of them arrive in time. Some may have
     * arrived even then.
     */
    void send(List<ProducerRecord<String, byte[]>> records) {
        long deadline = System.nanoTime() + patience.toNanos();
        retry.invoke(() -> kafka.send(records, deadline));
    }

    @Override
    public void destroy() {
        kafka.close();
    }
}
