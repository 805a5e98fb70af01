package io.saler.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private final Queue<Long> behind = new ArrayDeque<>();

    @Test
    void itEndsOnceNearlyAllEventsWereHandled() throws InterruptedException {
        behind.addAll(List.of(800_000L, 1_001L, 1_000L, 0L));

        new CatchUp(behind::remove, Duration.ofMillis(1)).await();

        assertThat(behind).containsExactly(0L);
    }
}
