package io.saler.gateway.limit;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * So many requests a minute, all of them at once if need be; what is used up comes back evenly over the minute.
 *
 * @param name what clients read, in kebab case
 * @param quota requests a minute, from 1 to a thousand million
 */
record RateLimit(String name, long quota) {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final long MOST = 1_000_000_000;

    RateLimit {
        if (quota < 1 || quota > MOST) {
            throw new IllegalArgumentException("The rate limit %s is not from 1 to %d".formatted(name, MOST));
        }
    }

    static RateLimit scaled(String name, long quota, double scale) {
        return new RateLimit(name, Math.clamp(Math.round(quota * scale), 1, MOST));
    }

    /** A limit of another size counts from the start, since its key is another. */
    String key(String whom) {
        return "saler:limit:%s:%d:%s".formatted(name, quota, whom);
    }

    BucketConfiguration bucket() {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, WINDOW))
                .build();
    }
}
