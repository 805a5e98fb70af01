package io.saler.gateway.trace;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Somebody said where traces go to, by one of OpenTelemetry's own settings. */
final class CollectorKnown extends AnyNestedCondition {

    CollectorKnown() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("otel.exporter.otlp.endpoint")
    static final class Of {}

    @ConditionalOnProperty("otel.exporter.otlp.traces.endpoint")
    static final class OfTraces {}
}
