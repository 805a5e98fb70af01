package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.SETTINGS;
import static io.saler.query.tracking.TrackedStories.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.query.TestDatabase;
import io.saler.query.kafka.KafkaSettings;
import io.saler.query.kafka.RealKafka;
import io.saler.query.projection.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted while Kafka was away is stored and counted once when it is back, whatever ends on the way. */
class SpooledTrackingTest {

    private static final Duration BACK = Duration.ofMinutes(1);
    private static final KafkaSettings TOPICS =
            new KafkaSettings("spooled", 3, Duration.ofDays(7), Duration.ofDays(7), Duration.ofSeconds(6));
    private static final int SENDERS = 8;
    private static final int REQUESTS = 40;

    private final TestDatabase empty = TestDatabase.empty();
    private final Jdbi database = empty.jdbi();
    private final UUID store = UUID.randomUUID();
    private final List<String> accepted = new ArrayList<>();

    @TempDir
    private Path directory;

    private RealKafka kafka;
    private Preparation topics;
    private TrackingConsumer consumer;

    @BeforeEach
    void readTheTopicOfAKafkaThatIsAway() throws IOException {
        kafka = new RealKafka();
        topics = kafka.topics(TOPICS);
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
        consumer = new TrackingConsumer(
                new TrackingTopic(kafka.brokers(), TOPICS, topics),
                positions,
                new RecordStore(new RecordReader(json, SETTINGS), writer),
                days,
                List.of());
        topics.start();
        consumer.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        consumer.stop();
        topics.stop();
        kafka.close();
    }

    @Test
    void whatWaitsIsSentInFullWhenKafkaIsBackAndAgainWhenItWasKilledMeanwhile() throws Exception {
        try (var node = new Node(directory)) {
            node.visit();
            assertThat(node.spool.isEmpty()).isFalse();
            kafka.start();
            awaitStored();
            await("nothing waits").atMost(BACK).until(node.spool::isEmpty);

            node.visit();
            kafka.kill();
            node.visit();
            assertThat(node.spool.isEmpty()).isFalse();
            kafka.start();
            node.visit();
            awaitStored();
            await("nothing waits").atMost(BACK).until(node.spool::isEmpty);
        }
        assertCountedOnce();
    }

    @Test
    void whatWasSentWhenItsProcessEndedAndIsSentAgainCountsOnce() throws Exception {
        Map<Path, byte[]> waiting;
        try (var node = new Node(directory)) {
            node.visit();
            waiting = waiting();
            kafka.start();
            awaitStored();
            await("nothing waits").atMost(BACK).until(node.spool::isEmpty);
        }
        long sent = records();
        // As it is when the process ends between the last acknowledgement and the end of its files.
        for (var file : waiting.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }

        try (var next = new Node(directory)) {
            await("nothing waits").atMost(BACK).until(next.spool::isEmpty);
            assertThat(records()).isGreaterThanOrEqualTo(sent + REQUESTS);
            next.visit();
            awaitStored();
        }
        assertCountedOnce();
    }

    /** Takes events as a process of Saler does. */
    private final class Node implements AutoCloseable {

        private final Spool spool;
        private final TrackingSender sender;
        private final TrackingIntake intake;

        Node(Path directory) throws IOException {
            spool = Spool.open(directory, 10_000_000);
            sender = new TrackingSender(kafka.brokers(), TOPICS, SETTINGS, topics);
            intake = new TrackingIntake(sender, new TrackedEventJson(), spool);
            intake.start();
        }

        /** By many requests at once, all of which are accepted. */
        void visit() throws Exception {
            try (var senders = Executors.newFixedThreadPool(SENDERS)) {
                List<Callable<List<TrackedEvent>>> requests = IntStream.range(0, REQUESTS)
                        .<Callable<List<TrackedEvent>>>mapToObj(number -> () -> {
                            List<TrackedEvent> events = events(1 + number % 5);
                            intake.accept(events);
                            return events;
                        })
                        .toList();
                for (Future<List<TrackedEvent>> request : senders.invokeAll(requests)) {
                    request.get().forEach(event -> accepted.add(event.eventId()));
                }
            }
        }

        @Override
        public void close() throws IOException {
            intake.stop();
            sender.destroy();
            intake.destroy();
        }
    }

    /** Each of a session of its own. */
    private List<TrackedEvent> events(int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> pageView(store, UUID.randomUUID().toString(), Instant.now()))
                .toList();
    }

    private void awaitStored() {
        await("all that was accepted is stored")
                .atMost(BACK)
                .untilAsserted(() -> assertThat(stored()).containsAll(accepted));
    }

    private void assertCountedOnce() {
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(texts("select sum(sessions) from query.funnel_quarter where step = 'VISIT'"))
                .containsExactly(Integer.toString(accepted.size()));
        assertThat(texts("select cause from query.parked_record")).isEmpty();
    }

    private List<String> stored() {
        return texts("select event_id from query.tracked_event");
    }

    private List<String> texts(String sql) {
        return database.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private Map<Path, byte[]> waiting() throws IOException {
        var waiting = new HashMap<Path, byte[]>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".spool")).toList()) {
                waiting.put(file, Files.readAllBytes(file));
            }
        }
        return waiting;
    }

    /** How many are on the topic, those that came twice included. */
    private long records() throws Exception {
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
}
