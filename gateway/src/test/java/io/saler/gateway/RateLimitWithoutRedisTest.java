package io.saler.gateway;

import static io.saler.gateway.LimitedNode.isRefused;
import static io.saler.gateway.LimitedNode.remaining;
import static org.assertj.core.api.Assertions.assertThat;

import io.saler.gateway.limit.RateLimitAutoConfiguration;
import io.saler.gateway.problem.ProblemAutoConfiguration;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** Limits while Redis is stopped, hangs, or is not there at all: each node counts for itself. */
class RateLimitWithoutRedisTest {

    private static final String LIMIT = "saler.rate-limits.address=10";
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void nodesCountForThemselvesUntilRedisIsBack() {
        try (var redis = new RealRedis();
                var one = LimitedNode.with(redis.port(), LIMIT);
                var other = LimitedNode.with(redis.port(), LIMIT)) {
            assertThat(remaining(one.get("/maybe", "192.0.2.1"), "address")).isEqualTo(9);
            assertThat(remaining(other.get("/maybe", "192.0.2.1"), "address")).isEqualTo(8);
            redis.stop();
            for (var node : new LimitedNode[] {one, other}) {
                for (int request = 1; request <= 10; request++) {
                    var answer = node.get("/maybe", "192.0.2.2");
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                }
                isRefused(node.get("/maybe", "192.0.2.2"), "address");
            }
            redis.start();
            Instant giveUp = Instant.now().plus(LONG);
            while (keys(redis) == 0) {
                assertThat(Instant.now()).as("Redis is used again").isBefore(giveUp);
                one.get("/maybe", "192.0.2.3");
            }
            assertThat(keys(redis)).isPositive();
        }
    }

    private static int keys(RealRedis redis) {
        return redis.ask(commands -> commands.keys("saler:limit:*").size());
    }

    @Test
    void aHangingRedisCostsTheFirstRequestHalfASecondAndTheOthersNothing() {
        try (var redis = new RealRedis();
                var node = LimitedNode.with(redis.port())) {
            for (int request = 0; request < 50; request++) {
                node.get("/maybe", "192.0.2.4");
            }
            redis.ask(commands -> commands.clientPause(10_000));
            Instant hanging = Instant.now();
            assertThat(node.get("/maybe", "192.0.2.5").statusCode()).isEqualTo(200);
            assertThat(since(hanging)).isLessThan(Duration.ofSeconds(3));
            // Longer than the time after which somebody looks again, so that nobody waits for that either.
            int slow = 0;
            while (since(hanging).compareTo(Duration.ofSeconds(8)) < 0) {
                Instant asked = Instant.now();
                var answer = node.get("/maybe", "192.0.2." + (6 + asked.getNano() % 200));
                assertThat(answer.statusCode()).isEqualTo(200);
                slow += since(asked).compareTo(PATIENCE) < 0 ? 0 : 1;
            }
            assertThat(slow).as("requests that waited for Redis").isLessThan(2);
        }
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }

    @Test
    void aRedisThatWasNeverThereDoesNotMatter() {
        int nobody;
        try (var redis = new RealRedis()) {
            nobody = redis.port();
        }
        try (var node = LimitedNode.with(nobody, LIMIT)) {
            for (int request = 1; request <= 10; request++) {
                assertThat(node.get("/maybe", "192.0.2.1").statusCode()).isEqualTo(200);
            }
            isRefused(node.get("/maybe", "192.0.2.1"), "address");
        }
    }

    @Test
    void aProcessWithoutRedisOnItsClassPathCountsForItself() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ProblemAutoConfiguration.class,
                        RateLimitAutoConfiguration.class,
                        DataRedisAutoConfiguration.class))
                .withBean(JsonMapper.class, JsonMapper::new)
                .withClassLoader(new FilteredClassLoader("org.springframework.data.redis", "io.lettuce"))
                .run(context ->
                        assertThat(context).hasNotFailed().hasBean("counters").doesNotHaveBean("sharedBuckets"));
    }
}
