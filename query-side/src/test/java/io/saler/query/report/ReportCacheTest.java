package io.saler.query.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.query.catalog.cache.RealRedis;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReportCacheTest {

    @Test
    void aReportIsFoundUnderItsKeyAndWithoutRedisNobodyIsHeldUp() {
        try (var redis = new RealRedis()) {
            var cache = new ReportCache(
                    redis.template(), new ReportSettings(Duration.ofMinutes(5), Duration.ofMillis(100)));
            cache.keep("a", "{}");
            assertThat(cache.find("a")).contains("{}");
            assertThat(cache.find("b")).isEmpty();

            redis.stop();
            assertThat(cache.find("a")).isEmpty();
            cache.keep("a", "{}");

            redis.start();
            Awaitility.await().until(() -> {
                cache.keep("c", "{}");
                return cache.find("c").isPresent();
            });
        }
    }
}
