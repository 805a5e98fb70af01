package io.saler.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The buckets in Redis. Counting takes two commands there, so a node tells Redis of a bucket's requests together: when
 * they make up a hundredth of the quota, or a second after the last time. Until then other nodes do not know of them,
 * and all together may let pass a hundredth more for each further node. Quotas below a hundred are exact.
 */
final class SharedBuckets {

    /** How long Redis may not have heard of a request. */
    static final Duration UNTOLD = Duration.ofSeconds(1);

    private static final int UNTOLD_SHARE = 100;
    private static final Duration KEPT_LONGER = Duration.ofSeconds(10);

    private final LettuceConnectionFactory connections;
    private final Cache<String, AsyncBucketProxy> buckets = Caffeine.newBuilder()
            .maximumSize(LocalCounters.MOST)
            .expireAfterAccess(RateLimit.WINDOW)
            .build();

    private volatile @Nullable AsyncProxyManager<byte[]> redis;

    SharedBuckets(LettuceConnectionFactory connections) {
        this.connections = connections;
    }

    /** How long the application waits for Redis. */
    Duration patience() {
        return connections.getClientConfiguration().getCommandTimeout();
    }

    /** May wait for a connection when there has never been one; throws if there is none. */
    AsyncBucketProxy bucket(RateLimit limit, String whom) {
        AsyncProxyManager<byte[]> known = redis;
        AsyncProxyManager<byte[]> manager = known == null ? connect() : known;
        return buckets.get(limit.key(whom), key -> {
            var builder = manager.builder();
            long untold = limit.quota() / UNTOLD_SHARE;
            if (untold > 0) {
                builder = builder.withOptimization(Optimizations.delaying(new DelayParameters(untold, UNTOLD)));
            }
            return builder.build(
                    key.getBytes(StandardCharsets.UTF_8), () -> CompletableFuture.completedFuture(limit.bucket()));
        });
    }

    /** The application's own connection, which restores itself when it was lost. */
    private AsyncProxyManager<byte[]> connect() {
        RedisConnection connection = connections.getConnection();
        try {
            var manager = builder(connection.getNativeConnection())
                    .expirationAfterWrite(
                            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_LONGER))
                    .build()
                    .asAsync();
            redis = manager;
            return manager;
        } finally {
            connection.close();
        }
    }

    @SuppressWarnings("unchecked") // Spring's Lettuce connections speak bytes.
    private static Bucket4jLettuce.LettuceBasedProxyManagerBuilder<byte[]> builder(Object commands) {
        return switch (commands) {
            case RedisAsyncCommands<?, ?> one ->
                Bucket4jLettuce.casBasedBuilder((RedisAsyncCommands<byte[], byte[]>) one);
            case RedisAdvancedClusterAsyncCommands<?, ?> many ->
                Bucket4jLettuce.casBasedBuilder((RedisAdvancedClusterAsyncCommands<byte[], byte[]>) many);
            default -> throw new IllegalStateException("Not a connection for limits: " + commands.getClass());
        };
    }
}
