package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.SETTINGS;
import static io.saler.query.tracking.TrackedStories.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.query.tracking.KafkaTracking.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted while Kafka was away is stored and counted once when it is back, whatever ends on the way. */
class SpooledTrackingTest {

    private static final int SENDERS = 8;
    private static final int REQUESTS = 40;

    private final UUID store = UUID.randomUUID();
    private final List<String> accepted = new ArrayList<>();

    @TempDir
    private Path directory;

    private KafkaTracking tracking;

    @BeforeEach
    void readATopicOfAKafkaThatIsAway() throws IOException {
        tracking = new KafkaTracking(SETTINGS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        tracking.close();
    }

    @Test
    void whatWaitsIsSentInFullWhenKafkaIsBackAndAgainWhenItWasKilledMeanwhile() throws Exception {
        try (Node node = tracking.new Node(directory)) {
            visit(node);
            assertThat(node.hasWaiting()).isTrue();
            tracking.kafka().start();
            tracking.awaitStored(accepted);
            node.awaitNothingWaits();

            visit(node);
            tracking.kafka().kill();
            visit(node);
            assertThat(node.hasWaiting()).isTrue();
            tracking.kafka().start();
            visit(node);
            tracking.awaitStored(accepted);
            node.awaitNothingWaits();
        }
        assertCountedOnce();
    }

    @Test
    void whatWasSentWhenItsProcessEndedAndIsSentAgainCountsOnce() throws Exception {
        Map<Path, byte[]> waiting;
        try (Node node = tracking.new Node(directory)) {
            visit(node);
            waiting = waiting();
            tracking.kafka().start();
            tracking.awaitStored(accepted);
            node.awaitNothingWaits();
        }
        long sent = tracking.records();
        // As it is when the process ends between the last acknowledgement and the end of its files.
        for (var file : waiting.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }

        try (Node next = tracking.new Node(directory)) {
            next.awaitNothingWaits();
            assertThat(tracking.records()).isGreaterThanOrEqualTo(sent + REQUESTS);
            visit(next);
            tracking.awaitStored(accepted);
        }
        assertCountedOnce();
    }

    /** By many requests at once, all of which are accepted. */
    private void visit(Node node) throws Exception {
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Callable<List<TrackedEvent>>> requests = IntStream.range(0, REQUESTS)
                    .<Callable<List<TrackedEvent>>>mapToObj(number -> () -> {
                        List<TrackedEvent> events = events(1 + number % 5);
                        node.accept(events);
                        return events;
                    })
                    .toList();
            for (Future<List<TrackedEvent>> request : senders.invokeAll(requests)) {
                request.get().forEach(event -> accepted.add(event.eventId()));
            }
        }
    }

    /** Each of a session of its own. */
    private List<TrackedEvent> events(int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> pageView(store, UUID.randomUUID().toString(), Instant.now()))
                .toList();
    }

    private void assertCountedOnce() {
        assertThat(tracking.stored()).containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(tracking.texts("select sum(sessions) from query.funnel_quarter where step = 'VISIT'"))
                .containsExactly(Integer.toString(accepted.size()));
        assertThat(tracking.texts("select cause from query.parked_record")).isEmpty();
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
}
