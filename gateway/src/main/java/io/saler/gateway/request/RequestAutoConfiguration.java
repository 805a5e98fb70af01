package io.saler.gateway.request;

import io.saler.gateway.problem.ProblemAutoConfiguration;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/**
 * Gives requests their id, bounds their bodies and the time they take to arrive; also brings the clock, where nobody
 * else has.
 */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class RequestAutoConfiguration {

    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(2);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        var registration = new FilterRegistrationBean<>(new RequestIdFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    /** A body that is late is answered by the filter below; the connection is closed when that did not help either. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> punctualHttp(
            @Value("${saler.http.header-timeout:10s}") Duration headers,
            @Value("${saler.http.body-timeout:30s}") Duration body) {
        return factory -> {
            factory.setProtocol(PunctualHttp11.class.getName());
            factory.addProtocolHandlerCustomizers(handler -> {
                if (handler instanceof PunctualHttp11 http) {
                    http.cutOff(headers, body.plus(TIME_TO_ANSWER));
                }
            });
        };
    }

    /** After Spring Security, so that strangers learn that they are strangers first. */
    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
            Problems problems,
            @Value("${saler.http.max-body:1MB}") DataSize limit,
            @Value("${saler.http.body-timeout:30s}") Duration patience) {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(limit.toBytes(), patience, problems));
        registration.setOrder(0);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }
}
