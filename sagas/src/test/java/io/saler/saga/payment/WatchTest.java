package io.saler.saga.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.saga.task.Origin;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {

    private static final Origin ORIGIN = new Origin(Map.of());

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 10", "2, 20", "3, 40", "4, 60", "5, 60", "1000000, 60"})
    void waitsLongerEachTimeUpToAMinute(int asked, int seconds) {
        assertThat(new Watch(asked, ORIGIN).pause(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(seconds));
    }
}
