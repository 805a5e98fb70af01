package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    @Test
    void whatIsThereIsReadOnce() {
        var reads = new AtomicInteger();

        assertThat(new Freshness(Duration.ofSeconds(10)).await(() -> Optional.of(reads.incrementAndGet())))
                .contains(1);
    }

    @Test
    void whatAppearsMeanwhileIsFound() {
        var reads = new AtomicInteger();

        assertThat(new Freshness(Duration.ofSeconds(10))
                        .await(() -> Optional.of(reads.incrementAndGet()).filter(read -> read == 4)))
                .contains(4);
    }

    @Test
    void whatNeverAppearsIsWaitedForAsLongAsAskedAndWithFewReads() {
        var reads = new AtomicInteger();
        long begin = System.nanoTime();

        assertThat(new Freshness(Duration.ofMillis(300)).await(() -> {
                    reads.incrementAndGet();
                    return Optional.empty();
                }))
                .isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(reads.get()).isBetween(2, 10);
    }
}
