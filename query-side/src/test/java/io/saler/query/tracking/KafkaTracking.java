package io.saler.query.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.query.TestDatabase;
import io.saler.query.kafka.KafkaSettings;
import io.saler.query.kafka.RealKafka;
import io.saler.query.projection.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;

/**
 * The way of events over a real Kafka, which does not run at first, into an empty database, read by one consumer from
 * the beginning on.
 */
final class KafkaTracking implements AutoCloseable {

    private static final Duration STORED = Duration.ofMinutes(1);
    private static final KafkaSettings TOPICS =
            new KafkaSettings("test", 3, Duration.ofDays(7), Duration.ofDays(7), Duration.ofSeconds(6));

    private final TestDatabase empty = TestDatabase.empty();
    private final Jdbi database = empty.jdbi();
    private final TrackingSettings settings;
    private final RealKafka kafka;
    private final Preparation topics;
    private final TrackingConsumer consumer;

    KafkaTracking(TrackingSettings settings) throws IOException {
        this.settings = settings;
        this.kafka = new RealKafka();
        this.topics = kafka.topics(TOPICS);
        var json = new TrackedEventJson();
        var positions = new TrackingPositions(database);
        var days = new DayPartitions(database);
        var writer = new TrackingWriter(
                database,
                empty.springTransactions(),
                positions,
                days,
                new TrackedEventTable(database, json),
                List.of(new FunnelAggregator(database)));
        this.consumer = new TrackingConsumer(
                new TrackingTopic(kafka.brokers(), TOPICS, settings, topics),
                positions,
                new RecordStore(new RecordReader(json, settings), writer),
                days,
                List.of());
        topics.start();
        consumer.start();
    }

    RealKafka kafka() {
        return kafka;
    }

    /** Takes events as a process of Saler does. */
    final class Node implements AutoCloseable {

        private final Spool spool;
        private final TrackingSender sender;
        private final TrackingIntake intake;

        /** @param directory where it keeps what waits */
        Node(Path directory) throws IOException {
            spool = Spool.open(directory, 10_000_000);
            sender = new TrackingSender(kafka.brokers(), TOPICS, settings, topics);
            intake = new TrackingIntake(sender, new TrackedEventJson(), spool);
            intake.start();
        }

        void accept(List<TrackedEvent> events) {
            intake.accept(events);
        }

        boolean hasWaiting() {
            return !spool.isEmpty();
        }

        void awaitNothingWaits() {
            await("nothing waits").atMost(STORED).until(spool::isEmpty);
        }

        @Override
        public void close() throws IOException {
            intake.stop();
            sender.destroy();
            intake.destroy();
        }
    }

    void awaitStored(Collection<String> events) {
        await("all that was accepted is stored")
                .atMost(STORED)
                .untilAsserted(() -> assertThat(stored()).containsAll(events));
    }

    /** The ids of all events that are stored. */
    List<String> stored() {
        return texts("select event_id from query.tracked_event");
    }

    List<String> texts(String sql) {
        return database.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /** How many are on the topic, those that came twice included. */
    long records() throws Exception {
        try (var admin = Admin.create(kafka.brokers().with(Map.of()))) {
            var partitions = new HashMap<TopicPartition, OffsetSpec>();
            for (int partition = 0; partition < TOPICS.partitions(); partition++) {
                partitions.put(new TopicPartition(TOPICS.trackingTopic(), partition), OffsetSpec.latest());
            }
            return admin.listOffsets(partitions).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    static int partitions() {
        return TOPICS.partitions();
    }

    @Override
    public void close() throws InterruptedException {
        consumer.stop();
        topics.stop();
        kafka.close();
    }
}
