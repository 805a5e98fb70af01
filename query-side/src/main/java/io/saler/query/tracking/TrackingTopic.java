package io.saler.query.tracking;

import io.saler.query.kafka.KafkaBrokers;
import io.saler.query.kafka.KafkaSettings;
import io.saler.query.projection.Preparation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The topic of what was tracked, as it is read. */
@Component
class TrackingTopic {

    /** How long Kafka may take to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The shortest that brokers allow unless told otherwise: a node that is gone is replaced after it. */
    private static final int SESSION_MILLIS = 6_000;

    /**
     * So many are worth a transaction at once, several hundred events by requests of one; Kafka gathers them, until it
     * has kept the first of them for as long as it may.
     */
    private static final int FETCH_LEAST_BYTES = 128 * 1024;

    private static final int FETCH_MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_RECORDS = 2_000;

    private final KafkaBrokers brokers;
    private final String name;
    private final Duration wait;
    private final Preparation topics;

    TrackingTopic(
            KafkaBrokers brokers,
            KafkaSettings kafka,
            TrackingSettings settings,
            @Qualifier("topicsPreparation") Preparation topics) {
        this.brokers = brokers;
        this.name = kafka.trackingTopic();
        this.wait = settings.batchWait();
        this.topics = topics;
    }

    boolean isThere() {
        return topics.isDone();
    }

    String name() {
        return name;
    }

    /** One of the group that shares the partitions; to be subscribed, and closed, by whoever asks for it. */
    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(brokers.with(settings()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, name),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "saler-tracking"),
                Map.entry(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 3),
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_LEAST_BYTES),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) wait.toMillis()),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MOST_BYTES),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_MOST_BYTES / 2),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis()),
                Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis()));
    }

    /** Which topic of this name it is: one that is made anew has another. */
    String id() throws InterruptedException, ExecutionException, TimeoutException {
        Admin admin = Admin.create(brokers.with(Map.of()));
        try {
            return admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        } finally {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
