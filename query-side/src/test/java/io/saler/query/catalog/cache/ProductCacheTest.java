package io.saler.query.catalog.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.saler.catalog.ProductId;
import io.saler.query.catalog.ProductPage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class ProductCacheTest {

    private static RealRedis redis;

    private final ProductId product = new ProductId(UUID.randomUUID());
    private final ProductCache cache = redis.cache();

    @BeforeAll
    static void startRedis() {
        redis = new RealRedis();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Test
    void aPageIsFoundAsItWasKept() {
        ProductPage page = new ProductPage(product, 7, 4, "{\"name\":\"قميص with spaces\"}");

        cache.keep(List.of(page));

        assertThat(cache.find(product)).contains(page);
        assertThat(cache.find(new ProductId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void anOlderPageNeverTakesThePlaceOfANewerOneWhoeverWritesIt() {
        cache.keep(List.of(page(10)));

        cache.keep(List.of(page(9)));
        cache.fill(page(9));
        assertThat(cache.find(product)).contains(page(10));

        cache.fill(page(11));
        assertThat(cache.find(product)).contains(page(11));

        cache.keep(List.of(page(100)));
        assertThat(cache.find(product)).contains(page(100));
    }

    @Test
    void theHighestRevisionStaysHoweverManyWriteAtOnce() throws Exception {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> writes = IntStream.rangeClosed(1, 400)
                    .mapToObj(i -> (i * 7919) % 401)
                    .<Callable<Void>>map(revision -> () -> {
                        if (revision % 2 == 0) {
                            cache.keep(List.of(page(revision)));
                        } else {
                            cache.fill(page(revision));
                        }
                        return null;
                    })
                    .toList();
            for (var write : writers.invokeAll(writes)) {
                write.get();
            }
        }

        assertThat(cache.find(product)).contains(page(400));
    }

    @Test
    void whatAReaderPutThereLivesAMinuteAndWhatTheProcessorPutThereLonger() {
        cache.fill(page(3));
        assertThat(life()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));

        cache.keep(List.of(page(3)));
        assertThat(life()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));

        cache.fill(page(3));
        assertThat(life()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void withoutRedisReadersGoOnAtOnceAndTheProcessorIsToldAndItReturnsByItself() {
        cache.keep(List.of(page(1)));
        redis.stop();
        try {
            assertThat(cache.find(product)).isEmpty();
            long begin = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(cache.find(product)).isEmpty();
                cache.fill(page(2));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            assertThatThrownBy(() -> cache.keep(List.of(page(2)))).isInstanceOf(DataAccessException.class);
        } finally {
            redis.start();
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            cache.fill(page(5));
            assertThat(cache.find(product)).contains(page(5));
        });
    }

    private ProductPage page(long revision) {
        return new ProductPage(product, revision, revision / 2, "{\"revision\":%d}".formatted(revision));
    }

    private Duration life() {
        return Duration.ofSeconds(redis.template().getExpire("saler:product:v1:" + product));
    }
}
