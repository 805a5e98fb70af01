package io.saler.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class TrackingBenchmarkTest {

    /** Whoever looks is in the middle of a request when the measurement ends. */
    @Test
    void theOneWhoLooksUntilEventsAreSeenEndsInSilence() throws IOException, InterruptedException {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        try (var saler = new StubSaler()) {
            saler.realtimeTakes = Duration.ofSeconds(1);

            new TrackingBenchmark(saler.client(), Optional.empty(), Duration.ZERO, Duration.ofMillis(200))
                    .run(List.of(2));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }

        assertThat(uncaught).isEmpty();
    }
}
