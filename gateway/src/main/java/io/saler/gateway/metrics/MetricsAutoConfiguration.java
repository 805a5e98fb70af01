package io.saler.gateway.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.saler.axonserver.processor.ProcessorConfiguration;
import io.saler.axonserver.processor.ProcessorLags;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** How far event processors are behind. */
@AutoConfiguration(after = ProcessorConfiguration.class)
public class MetricsAutoConfiguration {

    @Bean
    @ConditionalOnBean(ProcessorLags.class)
    MeterBinder processorLagMetrics(ProcessorLags lags) {
        return meters -> lags.processors()
                .forEach(processor -> Gauge.builder("saler.processor.lag", lags, now -> now.of(processor))
                        .description("Events that a processor has yet to handle, at most")
                        .tag("processor", processor)
                        .register(meters));
    }
}
