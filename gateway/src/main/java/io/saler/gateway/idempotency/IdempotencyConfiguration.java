package io.saler.gateway.idempotency;

import io.saler.axonserver.schema.DatabaseSchema;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Imported by rooms whose endpoints are {@link Idempotent}; it needs their database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class IdempotencyConfiguration {

    /** In the database of the room that imports this. */
    public static final DatabaseSchema SCHEMA = new DatabaseSchema("gateway", "db/migration/gateway");

    /** After Spring Security, which knows the caller, and after the limit on bodies, which are read here. */
    private static final int ORDER = 100;

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(OperationId.class);
    }

    @Bean
    DatabaseSchema gatewaySchema() {
        return SCHEMA;
    }

    @Bean
    KeyedRequests keyedRequests(Jdbi jdbi, Clock clock) {
        return new KeyedRequests(jdbi, clock);
    }

    @Bean
    ExpiredRequests expiredRequests(
            KeyedRequests requests, @Value("${saler.idempotency.forget-every:10m}") Duration every) {
        return new ExpiredRequests(requests, every);
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            KeyedRequests requests,
            Problems problems,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
            @Value("${saler.idempotency.patience:2s}") Duration patience) {
        var routes = new IdempotentRoutes(() -> mappings.orderedStream().toList());
        var registration = new FilterRegistrationBean<>(new IdempotencyFilter(routes, requests, problems, patience));
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }

    @Bean
    WebMvcConfigurer operationIdArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new OperationIdArgument());
            }
        };
    }

    @Bean
    OperationCustomizer keyDescription() {
        return new KeyDescription();
    }
}
