package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.saler.gateway.redis.RedisAutoConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** How long Redis is waited for. */
class RedisPatienceTest {

    private static LettuceClientConfiguration client(String... properties) {
        var found = new LettuceClientConfiguration[1];
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(RedisAutoConfiguration.class, DataRedisAutoConfiguration.class))
                .withPropertyValues(properties)
                .run(context -> found[0] =
                        context.getBean(LettuceConnectionFactory.class).getClientConfiguration());
        return found[0];
    }

    @Test
    void isHalfASecondUnlessSomebodySaysOtherwise() {
        assertThat(client().getCommandTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(connectTimeout(client())).isEqualTo(Duration.ofMillis(500));
        assertThat(client("spring.data.redis.timeout=3s").getCommandTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(connectTimeout(client("spring.data.redis.connect-timeout=2s")))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void nobodyQueuesUpForARedisThatIsAway() {
        assertThat(client().getClientOptions().orElseThrow().getDisconnectedBehavior())
                .isEqualTo(DisconnectedBehavior.REJECT_COMMANDS);
        assertThat(client().getClientOptions().orElseThrow().getTimeoutOptions().isTimeoutCommands())
                .isTrue();
    }

    private static Duration connectTimeout(LettuceClientConfiguration client) {
        return client.getClientOptions().orElseThrow().getSocketOptions().getConnectTimeout();
    }
}
