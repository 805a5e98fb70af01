package io.saler.command.identity;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Redis answers within half a second or counts as away; once it is back, it is found again within a second or two. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Bean
    LettuceClientConfigurationBuilderCustomizer sessionPatience() {
        return client -> client.commandTimeout(PATIENCE);
    }

    @Bean
    LettuceClientOptionsBuilderCustomizer sessionConnections() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build())
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE));
    }

    @Bean
    ClientResourcesBuilderCustomizer sessionReconnection() {
        return resources -> resources.reconnectDelay(Delay.constant(Duration.ofSeconds(1)));
    }
}
