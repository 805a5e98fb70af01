package io.saler.gateway.browser;

import io.saler.gateway.problem.ProblemAutoConfiguration;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.web.header.HeaderWriter;

/** Adds security headers to every answer and, when origins are allowed, what browsers need for these (CORS). */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class BrowserAutoConfiguration {

    /** After the request has got its id, before anybody refuses anything. */
    private static final int BEFORE_REFUSALS = Ordered.HIGHEST_PRECEDENCE + 1;

    @Bean
    HeaderWriter securityHeaders() {
        return SecurityHeaders.writer();
    }

    @Bean
    FilterRegistrationBean<SecurityHeadersFilter> securityHeadersFilter(HeaderWriter headers) {
        var registration = new FilterRegistrationBean<>(new SecurityHeadersFilter(headers));
        registration.setOrder(BEFORE_REFUSALS);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }

    @Bean
    @ConditionalOnProperty("saler.cors.allowed-origins")
    FilterRegistrationBean<CrossOriginFilter> crossOriginFilter(
            @Value("${saler.cors.allowed-origins}") List<String> origins, Problems problems) {
        var registration =
                new FilterRegistrationBean<>(new CrossOriginFilter(CrossOriginFilter.allowing(origins), problems));
        registration.setOrder(BEFORE_REFUSALS + 1);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }
}
