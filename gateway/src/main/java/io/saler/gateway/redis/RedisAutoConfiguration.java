package io.saler.gateway.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.Delay;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.ProblemMapping;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.RedisSystemException;

/**
 * Redis answers within half a second or counts as away; while it is, nobody queues up for it. The properties
 * {@code spring.data.redis.timeout} and {@code spring.data.redis.connect-timeout} say otherwise if set.
 */
@AutoConfiguration(before = DataRedisAutoConfiguration.class)
@ConditionalOnClass({RedisClient.class, DataRedisAutoConfiguration.class})
@EnableConfigurationProperties(DataRedisProperties.class)
public class RedisAutoConfiguration {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Bean
    LettuceClientConfigurationBuilderCustomizer redisPatience(DataRedisProperties properties) {
        return client -> {
            if (properties.getTimeout() == null) {
                client.commandTimeout(PATIENCE);
            }
        };
    }

    @Bean
    LettuceClientOptionsBuilderCustomizer noRedisQueue(DataRedisProperties properties) {
        return options -> {
            options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
            if (properties.getConnectTimeout() == null) {
                options.socketOptions(
                        SocketOptions.builder().connectTimeout(PATIENCE).build());
            }
        };
    }

    @Bean
    ClientResourcesBuilderCustomizer quickRedisReturn() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS));
    }

    /** A connection that breaks in the middle of a command has another exception than one that is not there. */
    @Bean
    ProblemMapping redisAway() {
        return thrown -> thrown instanceof RedisSystemException ? Problem.unavailable() : null;
    }
}
