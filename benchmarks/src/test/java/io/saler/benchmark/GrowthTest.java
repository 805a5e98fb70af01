package io.saler.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private StubSaler saler;
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        saler = new StubSaler();
        shop = Shop.open(saler.client(), 1, 1);
    }

    @AfterEach
    void close() {
        saler.close();
    }

    private Growth growth(LongSupplier events) {
        return new Growth(shop, new ClosedLoad(shop, new OrderRequests(shop, 1)::isConfirmed), events);
    }

    @Test
    void itEndsOnceThereAreSoManyEvents() throws InterruptedException {
        assertThat(growth(() -> saler.orders() * 10L).to(100)).isTrue();

        assertThat(saler.orders()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void ordersThatFailAreTold() throws InterruptedException {
        saler.unavailable = 1;

        assertThat(growth(() -> saler.orders() * 10L).to(100)).isFalse();
    }

    @Test
    void anEventStoreThatDoesNotGrowIsNotWaitedFor() {
        assertThatThrownBy(() -> growth(() -> 7).to(100)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSliceIsAsLongAsWhatIsMissingTakesWithinLimits() {
        assertThat(Growth.slice(10_000, 1000)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Growth.slice(1_000_000, 1000)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Growth.slice(1, 1000)).isEqualTo(Duration.ofSeconds(1));
    }
}
