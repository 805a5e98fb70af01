package io.saler.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.axonframework.springboot.autoconfig.OpenTelemetryAutoConfiguration;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.SpanFactory;
import org.axonframework.tracing.opentelemetry.OpenTelemetrySpanFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class TraceAutoConfigurationTest {

    private final WebApplicationContextRunner process = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(TraceAutoConfiguration.class, OpenTelemetryAutoConfiguration.class));

    @Test
    void withoutACollectorThereAreNoSpans() {
        process.run(context -> {
            assertThat(context).getBean(SpanFactory.class).isSameAs(NoOpSpanFactory.INSTANCE);
            assertThat(context).getBean(OpenTelemetry.class).isSameAs(OpenTelemetry.noop());
            assertThat(context).hasSingleBean(Spans.class).doesNotHaveBean("requestSpanFilter");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otel.exporter.otlp.endpoint=http://127.0.0.1:1",
                "otel.exporter.otlp.traces.endpoint=http://127.0.0.1:1/v1/traces"
            })
    void whereTheCollectorIsIsAllThatHasToBeSaid(String setting) {
        process.withPropertyValues(setting, "otel.exporter.otlp.timeout=100", "spring.application.name=saler-sagas")
                .run(context -> {
                    assertThat(context).getBean(SpanFactory.class).isInstanceOf(OpenTelemetrySpanFactory.class);
                    assertThat(context).hasBean("requestSpanFilter");
                    assertThat(context.getBean(OpenTelemetrySdk.class).toString())
                            .contains("http://127.0.0.1:1/v1/traces")
                            .contains("service.name=\"saler-sagas\"")
                            .contains("OtlpHttpSpanExporter")
                            .doesNotContain("OtlpHttpMetricExporter")
                            .doesNotContain("OtlpHttpLogRecordExporter");
                });
    }
}
