package io.saler.saga.journal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saler.journal.SagaStatistics.Bar;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

    private final Histogram histogram = new Histogram();

    @Test
    void knowsNothingOfNothing() {
        assertThat(histogram.quantileMs(0.5)).isNull();
        assertThat(histogram.quantileMs(0.99)).isNull();
        assertThat(histogram.bars()).isEmpty();
        assertThat(histogram.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 33, 100, 1_500, 60_000, 3_600_000, 2_592_000_000L})
    void isATenthOrAMillisecondOffAtMost(long ms) {
        histogram.add(bucket(ms), 1, ms);

        assertThat((double) histogram.quantileMs(0.5)).isCloseTo(ms, within(Math.max(1, ms / 10.0)));
    }

    @Test
    void aQuantileIsWhatThatPartIsNotLongerThan() {
        histogram.add(bucket(10), 98, 980);
        histogram.add(bucket(1_000), 1, 1_000);
        histogram.add(bucket(60_000), 1, 60_000);

        assertThat(histogram.quantileMs(0.5)).isBetween(9L, 11L);
        assertThat(histogram.quantileMs(0.98)).isBetween(9L, 11L);
        assertThat(histogram.quantileMs(0.99)).isBetween(900L, 1_100L);
        assertThat(histogram.quantileMs(1)).isBetween(54_000L, 66_000L);
        assertThat(histogram.totalMs()).isEqualTo(61_980);
    }

    @Test
    void itsBarsHaveEverythingInThemAndNoGaps() {
        histogram.add(0, 3, 1);
        histogram.add(bucket(1), 2, 2);
        histogram.add(bucket(3), 5, 15);
        histogram.add(bucket(20), 7, 140);

        List<Bar> bars = histogram.bars();

        assertThat(bars).startsWith(new Bar(0, 1, 3), new Bar(1, 2, 2));
        assertThat(bars).endsWith(new Bar(16, 23, 7));
        assertThat(bars.stream().mapToLong(Bar::count).sum()).isEqualTo(17);
        for (int bar = 1; bar < bars.size(); bar++) {
            assertThat(bars.get(bar).fromMs()).isEqualTo(bars.get(bar - 1).belowMs());
        }
    }

    /** As the database has it. */
    private static int bucket(double ms) {
        return ms < 1 ? 0 : Math.min(140, 1 + (int) Math.floor(4 * Math.log(ms) / Math.log(2)));
    }
}
