package io.saler.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RaceTest {

    private StubSaler saler;
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        saler = new StubSaler();
        shop = Shop.open(saler.client(), 1, 2);
    }

    @AfterEach
    void close() {
        saler.close();
    }

    @Test
    void everyBuyersAnswerIsCounted() {
        saler.units = 5;
        saler.unavailable = 2;

        Race.Result result = new Race(shop, 20, 5, 1).run();

        assertThat(result.sold()).isEqualTo(5);
        assertThat(result.rejected()).isEqualTo(13);
        assertThat(result.others()).isEqualTo(Map.of("503", 2L));
        assertThat(result.untilLast()).isPositive();
    }

    @Test
    void halfOfTheBuyersNameTheProductsInTheOtherOrder() {
        new Race(shop, 10, 50, 2).run();

        assertThat(saler.requests)
                .filteredOn(order -> order.matches(".*\"p1\".*\"p2\".*"))
                .hasSize(5);
        assertThat(saler.requests)
                .filteredOn(order -> order.matches(".*\"p2\".*\"p1\".*"))
                .hasSize(5);
    }

    @Test
    void racesInWhichFewerOrMoreAreSoldThanThereAreAreNotWhole() {
        saler.units = 50;
        assertThat(new RaceBenchmark(shop, 60, 1).run(1)).isTrue();
        assertThat(new RaceBenchmark(shop, 60, 1).run(1)).isFalse();
        saler.units = Integer.MAX_VALUE;
        assertThat(new RaceBenchmark(shop, 60, 1).run(1)).isFalse();
    }

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
        assertThat(RaceBenchmark.median(List.of(9.0, 1.0, 3.0))).isEqualTo(3.0);
        assertThat(RaceBenchmark.median(List.of(9.0, 1.0, 3.0, 5.0))).isEqualTo(4.0);
    }
}
