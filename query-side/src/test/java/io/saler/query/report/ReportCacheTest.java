package io.saler.query.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.query.catalog.cache.RealRedis;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReportCacheTest {

    @Test
    void aReportIsFoundUnderItsKeyAndWithoutRedisNobodyIsHeldUp() {
        try (var redis = new RealRedis()) {
            var cache = new ReportCache(
                    redis.template(), new ReportSettings(Duration.ofMinutes(5), Duration.ofMillis(100)));
            awaitKept("a", cache);
            assertThat(cache.find("b")).isEmpty();

            redis.stop();
            assertThat(cache.find("a")).isEmpty();
            cache.keep("a", "{}");

            redis.start();
            awaitKept("c", cache);
        }
    }

    /** A server that has just started may take longer to answer than anybody waits for it. */
    private static void awaitKept(String key, ReportCache cache) {
        Awaitility.await().until(() -> {
            cache.keep(key, "{}");
            return cache.find(key).equals(Optional.of("{}"));
        });
    }
}
