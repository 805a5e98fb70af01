package io.saler.axonserver.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.migration.MigrationProgress.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MigrationProgressTest {

    @Test
    void speed_and_time_left_count_only_what_was_done_since_the_step_began() {
        var resumed = new MigrationProgress(Step.COPYING, 7_000, 10_000, 5_000, Duration.ofSeconds(4));

        assertThat(resumed.eventsPerSecond()).isEqualTo(500);
        assertThat(resumed.timeLeft()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void nothing_is_promised_before_anything_was_done() {
        var begun = new MigrationProgress(Step.COMPARING, 0, 10_000, 0, Duration.ZERO);

        assertThat(begun.eventsPerSecond()).isZero();
        assertThat(begun.timeLeft()).isZero();
    }
}
