package io.saler.query.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.query.catalog.cache.RealRedis;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReportCacheTest {

    private static final ReportSettings SETTINGS = new ReportSettings(
            Duration.ofMinutes(5), Duration.ofMillis(100), 1, Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Test
    void aReportIsFoundUnderItsKeyAndWithoutRedisNobodyIsHeldUp() {
        try (var redis = new RealRedis()) {
            var cache = new ReportCache(redis.template(), SETTINGS);
            awaitKept("a", "1", "{}", cache);
            assertThat(cache.find("b", "1")).isEmpty();

            redis.stop();
            assertThat(cache.find("a", "1")).isEmpty();
            cache.keep("a", "1", "{}");

            redis.start();
            awaitKept("c", "1", "{}", cache);
        }
    }

    @Test
    void aNewerReportTakesThePlaceOfTheOneBeforeAndWhatIsTooLongIsNotKept() {
        try (var redis = new RealRedis()) {
            var cache = new ReportCache(redis.template(), SETTINGS);
            awaitKept("a", "1", "{}", cache);
            awaitKept("a", "2", "newer", cache);
            assertThat(cache.find("a", "1")).isEmpty();
            assertThat(redis.template().keys("saler:report:*")).hasSize(1);

            awaitKept("long", "1", "x".repeat(ReportCache.LONGEST), cache);
            cache.keep("longer", "1", "x".repeat(ReportCache.LONGEST + 1));
            assertThat(redis.template().keys("saler:report:*longer")).isEmpty();
        }
    }

    /** A server that has just started may take longer to answer than anybody waits for it. */
    private static void awaitKept(String key, String version, String report, ReportCache cache) {
        Awaitility.await().until(() -> {
            cache.keep(key, version, report);
            return cache.find(key, version).equals(Optional.of(report));
        });
    }
}
