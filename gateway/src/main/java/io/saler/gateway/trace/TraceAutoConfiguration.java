package io.saler.gateway.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.axonframework.tracing.opentelemetry.OpenTelemetrySpanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/**
 * Traces, when there is a collector to send them to, by OTLP over HTTP. All of OpenTelemetry's settings are heeded, as
 * properties or as variables of the environment.
 */
@AutoConfiguration(
        beforeName = {
            "org.axonframework.springboot.autoconfig.OpenTelemetryAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonTracingAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration"
        })
public class TraceAutoConfiguration {

    private static final String SCOPE = "io.saler";
    private static final String PREFIX = "otel.";

    @Configuration(proxyBeanMethods = false)
    @Conditional(CollectorKnown.class)
    static class Traced {

        @Bean(destroyMethod = "close")
        OpenTelemetrySdk openTelemetry(ConfigurableEnvironment environment) {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> defaults(environment))
                    .addPropertiesCustomizer(standard -> given(environment))
                    .build()
                    .getOpenTelemetrySdk();
        }

        /** Nothing but traces is sent. */
        private static Map<String, String> defaults(Environment environment) {
            return Map.of(
                    "otel.service.name", environment.getProperty("spring.application.name", "saler"),
                    "otel.exporter.otlp.protocol", "http/protobuf",
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none");
        }

        private static Map<String, String> given(ConfigurableEnvironment environment) {
            var given = new HashMap<String, String>();
            environment.getPropertySources().stream()
                    .filter(EnumerablePropertySource.class::isInstance)
                    .map(EnumerablePropertySource.class::cast)
                    .flatMap(source -> Arrays.stream(source.getPropertyNames()))
                    .filter(name -> name.startsWith(PREFIX))
                    .forEach(name -> given.put(name, environment.getProperty(name, "")));
            return given;
        }

        @Bean
        SpanFactory spanFactory(Tracer tracer) {
            return OpenTelemetrySpanFactory.builder()
                    .tracer(tracer)
                    .contextPropagators(W3CTraceContextPropagator.getInstance())
                    .build();
        }

        @Bean
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
        FilterRegistrationBean<RequestSpanFilter> requestSpanFilter(Tracer tracer) {
            var registration = new FilterRegistrationBean<>(new RequestSpanFilter(tracer));
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
            registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
            return registration;
        }
    }

    /** Axon's own would be asked to begin spans that nobody ever sees. */
    @Bean
    @ConditionalOnMissingBean
    SpanFactory noSpans() {
        return NoOpSpanFactory.INSTANCE;
    }

    @Bean
    @ConditionalOnMissingBean
    OpenTelemetry noTelemetry() {
        return OpenTelemetry.noop();
    }

    @Bean
    Tracer tracer(OpenTelemetry telemetry) {
        return telemetry.getTracer(SCOPE);
    }

    @Bean
    Spans spans(Tracer tracer) {
        return new Spans(tracer);
    }
}
