package io.saler.saga.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waitsDoubleFromHalfASecondToAMinute() {
        assertThat(Backoff.after(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(Backoff.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Backoff.after(6)).isEqualTo(Duration.ofSeconds(32));
        assertThat(Backoff.after(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Backoff.after(100_000)).isEqualTo(Duration.ofMinutes(1));
    }
}
