package io.saler.demo.report;

import static io.saler.demo.Stories.article;
import static io.saler.demo.Stories.confirmed;
import static io.saler.demo.Stories.hanging;
import static io.saler.demo.Stories.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.demo.assortment.Article;
import io.saler.demo.report.Figures.Spread;
import io.saler.demo.scenario.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Article MUG = article("MUG", "19.00", 500);

    private static Spread spread(int... millis) {
        return Spread.of(IntStream.of(millis).mapToObj(Duration::ofMillis).toList())
                .orElseThrow();
    }

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
        assertThat(spread(900, 100, 300).median()).isEqualTo(Duration.ofMillis(300));
        assertThat(spread(900, 100, 300, 500).median()).isEqualTo(Duration.ofMillis(400));
        assertThat(spread(7).median()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void p99IsTheSmallestTimeThatNinetyNinePercentDoNotExceed() {
        assertThat(spread(IntStream.rangeClosed(1, 100).toArray()).p99()).isEqualTo(Duration.ofMillis(99));
        assertThat(spread(IntStream.rangeClosed(1, 200).toArray()).p99()).isEqualTo(Duration.ofMillis(198));
        assertThat(spread(IntStream.rangeClosed(1, 50).toArray()).p99()).isEqualTo(Duration.ofMillis(50));
        assertThat(spread(7).p99()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void noTimesHaveNoSpread() {
        assertThat(Spread.of(List.of())).isEmpty();
    }

    @Test
    void ordersAreCountedByHowTheyEnded() {
        Figures figures = Figures.of(List.of(
                confirmed(1, MUG, 1, Duration.ofSeconds(2)),
                confirmed(2, MUG, 1, Duration.ofSeconds(4)),
                rejected(3, MUG, 1, Fate.PAYMENT_DECLINED, "payment-declined"),
                rejected(4, MUG, 1, Fate.INSUFFICIENT_STOCK, "insufficient-stock"),
                rejected(5, MUG, 1, Fate.INSUFFICIENT_STOCK, "insufficient-stock"),
                hanging(6, MUG)));

        assertThat(figures.placed()).isEqualTo(6);
        assertThat(figures.buyers()).isEqualTo(1);
        assertThat(figures.confirmed()).isEqualTo(2);
        assertThat(figures.rejected()).isEqualTo(Map.of("payment-declined", 1, "insufficient-stock", 2));
        assertThat(figures.unended()).isEqualTo(1);
        assertThat(figures.toConfirmation()).contains(new Spread(Duration.ofSeconds(3), Duration.ofSeconds(4)));
        assertThat(figures.span()).isEqualTo(Duration.ofSeconds(4));
        assertThat(figures.ordersPerSecond()).isEqualTo(5 / 4.0);
    }

    @Test
    void aRunInWhichNothingEndedHasNoRate() {
        Figures figures = Figures.of(List.of(hanging(1, MUG)));

        assertThat(figures.ordersPerSecond()).isZero();
        assertThat(figures.toConfirmation()).isEmpty();
    }
}
