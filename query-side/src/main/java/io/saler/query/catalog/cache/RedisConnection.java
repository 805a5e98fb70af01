package io.saler.query.catalog.cache;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes Redis a helper that may be away: nobody queues up for it while it is, nobody waits longer than a moment, and it
 * is noticed within a second when it is back. The properties {@code spring.data.redis.timeout} and
 * {@code spring.data.redis.connect-timeout} say otherwise if set.
 */
@Configuration(proxyBeanMethods = false)
class RedisConnection {

    private static final Duration MOMENT = Duration.ofMillis(250);

    @Bean
    LettuceClientConfigurationBuilderCustomizer shortRedisCommands(DataRedisProperties properties) {
        return client -> {
            if (properties.getTimeout() == null) {
                client.commandTimeout(MOMENT);
            }
        };
    }

    @Bean
    LettuceClientOptionsBuilderCustomizer noRedisQueue(DataRedisProperties properties) {
        return client -> {
            client.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
            if (properties.getConnectTimeout() == null) {
                client.socketOptions(
                        SocketOptions.builder().connectTimeout(MOMENT).build());
            }
        };
    }

    @Bean
    ClientResourcesBuilderCustomizer quickRedisReturn() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS));
    }
}
