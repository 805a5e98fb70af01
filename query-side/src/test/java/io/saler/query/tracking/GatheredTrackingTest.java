package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.gathering;
import static io.saler.query.tracking.TrackedStories.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.query.tracking.KafkaTracking.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that come one by one are stored together. */
class GatheredTrackingTest {

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int EVENTS = 100;

    private final UUID store = UUID.randomUUID();

    @TempDir
    private Path directory;

    @Test
    void thoseOfATimeAreStoredInOneTransactionForEachPartition() throws Exception {
        try (var tracking = new KafkaTracking(gathering(WAIT));
                Node node = tracking.new Node(directory)) {
            tracking.kafka().start();
            List<String> first = tell(node, 1);
            tracking.awaitStored(first);
            long before = batches(tracking);

            long began = System.nanoTime();
            List<String> events = tell(node, EVENTS);
            tracking.awaitStored(events);

            // Some time has passed already when the first of them comes, and some is left after the last.
            long waits = 2 + Duration.ofNanos(System.nanoTime() - began).dividedBy(WAIT);
            assertThat(waits * KafkaTracking.partitions()).isLessThan(EVENTS);
            assertThat(batches(tracking) - before).isLessThanOrEqualTo(waits * KafkaTracking.partitions());
        }
    }

    private static long batches(KafkaTracking tracking) {
        return Long.parseLong(tracking.texts("select sum(batch) from query.tracking_partition")
                .getFirst());
    }

    /** One after the other, each when Kafka has the one before. */
    private List<String> tell(Node node, int number) {
        var told = new ArrayList<String>();
        for (int each = 0; each < number; each++) {
            TrackedEvent event = pageView(store, "s", Instant.now());
            node.accept(List.of(event));
            told.add(event.eventId());
        }
        return told;
    }
}
