package io.saler.gateway.limit;

import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.ProblemAutoConfiguration;
import io.saler.gateway.problem.ProblemMapping;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits requests: with Redis for all nodes together, and without it on the class path for this node alone. The
 * property {@code saler.rate-limits-scale} multiplies all limits.
 */
@AutoConfiguration(after = ProblemAutoConfiguration.class, afterName = RateLimitAutoConfiguration.REDIS)
@EnableConfigurationProperties(RateLimitSettings.class)
public class RateLimitAutoConfiguration {

    static final String REDIS = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration";

    /** After the request has got its id and was measured, before anybody looks at its token. */
    private static final int BEFORE_TOKENS = Ordered.HIGHEST_PRECEDENCE + 10;

    /** Right after Spring Security. */
    private static final int AFTER_TOKENS = -90;

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({LettuceConnectionFactory.class, DataRedisAutoConfiguration.class, Bucket4jLettuce.class})
    static class WithRedis {

        @Bean
        @ConditionalOnBean(LettuceConnectionFactory.class)
        SharedBuckets sharedBuckets(LettuceConnectionFactory connections) {
            return new SharedBuckets(connections);
        }
    }

    @Bean
    Counters counters(ObjectProvider<SharedBuckets> redis) {
        Counters local = new LocalCounters();
        SharedBuckets shared = redis.getIfAvailable();
        return shared == null ? local : new SharedCounters(shared, local);
    }

    @Bean
    RateLimits rateLimits(RateLimitSettings settings, @Value("${saler.rate-limits-scale:1}") double scale) {
        return new RateLimits(settings, scale);
    }

    @Bean
    LoginAttempts loginAttempts(RateLimits limits, Counters counters) {
        return new LoginAttempts(limits, counters);
    }

    @Bean
    ProblemMapping tooManyRequests() {
        return thrown -> thrown instanceof TooManyRequests refused
                ? Problem.of(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "too-many-requests",
                                "That was too much for the limit \"%s\". Please wait %d s."
                                        .formatted(refused.policy(), refused.retryAfter()))
                        .with(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfter()))
                : null;
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    FilterRegistrationBean<AddressLimitFilter> addressLimitFilter(
            RateLimits limits, Counters counters, Problems problems) {
        return registered(new AddressLimitFilter(limits, counters, problems), BEFORE_TOKENS);
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    FilterRegistrationBean<CallerLimitFilter> callerLimitFilter(
            RateLimits limits, Counters counters, Problems problems) {
        return registered(new CallerLimitFilter(limits, counters, problems), AFTER_TOKENS);
    }

    private static <T extends OncePerRequestFilter> FilterRegistrationBean<T> registered(T filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }
}
