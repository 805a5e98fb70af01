package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.NOON;
import static io.saler.query.tracking.TrackedStories.SETTINGS;
import static io.saler.query.tracking.TrackedStories.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.analytics.AnalyticsFailure.TrackingUnavailable;
import io.saler.query.kafka.KafkaBrokers;
import io.saler.query.kafka.KafkaSettings;
import io.saler.query.projection.Preparation;
import io.saler.value.InvalidValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While Kafka is away a request is kept on disk as a whole, or refused as a whole. */
class TrackingIntakeTest {

    private final UUID store = UUID.randomUUID();
    private final TrackedEventJson json = new TrackedEventJson();
    private final TrackingSender away = new TrackingSender(
            new KafkaBrokers(List.of("127.0.0.1:1"), Map.of()),
            new KafkaSettings("saler", 3, Duration.ofDays(7), Duration.ofDays(7), Duration.ofSeconds(6)),
            SETTINGS,
            new Preparation("topics that never come", () -> {}));

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        away.destroy();
    }

    @Test
    void eventsOfARequestAreOneRecordOnDisk() throws IOException {
        try (Spool spool = Spool.open(directory, 1_000_000)) {
            var intake = new TrackingIntake(away, json, spool);

            intake.accept(events(2));
            intake.accept(events(500));

            assertThat(SpoolFile.read(spool.oldest().orElseThrow()))
                    .extracting(record -> json.read(record).size())
                    .containsExactly(2, 500);
        }
    }

    @Test
    void withoutRoomForAllOfThemNoneIsTaken() throws IOException {
        try (Spool spool = Spool.open(directory, 20_000)) {
            var intake = new TrackingIntake(away, json, spool);
            intake.accept(events(2));

            assertThatThrownBy(() -> intake.accept(events(500)))
                    .isInstanceOfSatisfying(
                            TrackingUnavailable.class,
                            refusal -> assertThat(refusal.details().type()).isEqualTo("tracking-unavailable"));
            intake.accept(events(3));
            assertThat(SpoolFile.read(spool.oldest().orElseThrow()))
                    .extracting(record -> json.read(record).size())
                    .containsExactly(2, 3);
        }
    }

    @Test
    void whatKafkaWouldNeverTakeIsRefusedAndDoesNotWait() throws IOException {
        try (Spool spool = Spool.open(directory, 100_000_000)) {
            var intake = new TrackingIntake(away, json, spool);

            assertThatThrownBy(() -> intake.accept(events(20_000))).isInstanceOf(InvalidValue.class);
            assertThat(spool.isEmpty()).isTrue();
        }
    }

    @Test
    void withoutASpoolEventsAreRefused() {
        var intake = new TrackingIntake(away, json, (Spool) null);

        assertThatThrownBy(() -> intake.accept(events(1))).isInstanceOf(TrackingUnavailable.class);
    }

    private List<TrackedEvent> events(int number) {
        return Stream.generate(() -> pageView(store, "s", NOON)).limit(number).toList();
    }
}
