package io.saler.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/** Counts in memory, for this node alone. Whoever has not asked for so long that their quota is full is forgotten. */
final class LocalCounters implements Counters {

    static final int MOST = 100_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(RateLimit.WINDOW)
            .build();

    @Override
    public Tally count(RateLimit limit, String whom) {
        return Tally.of(limit, bucket(limit, whom).tryConsumeAndReturnRemaining(1));
    }

    @Override
    public void forget(RateLimit limit, String whom) {
        bucket(limit, whom).addTokens(1);
    }

    private Bucket bucket(RateLimit limit, String whom) {
        return buckets.get(
                limit.key(whom),
                key -> Bucket.builder()
                        .addLimit(size -> size.capacity(limit.quota()).refillGreedy(limit.quota(), RateLimit.WINDOW))
                        .build());
    }
}
