package io.saler.saga.journal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;

/** Puts what listens in the place of what is listened at, and tells operators of stuck sagas. */
@Configuration(proxyBeanMethods = false)
// Where there are sagas only: a group must not name what is not there.
@PropertySource("classpath:io/saler/saga/journal/health.properties")
class JournalConfiguration {

    /** Instead of Axon's own. */
    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        return new RecordedCommands(bus);
    }

    @Bean
    @Primary
    DeadlineManager recordedDeadlines(DbSchedulerDeadlineManager deadlines) {
        return new RecordedDeadlines(deadlines);
    }

    @Bean
    MeterBinder stuckSagaMetrics(StuckSagas stuck, SagaOutlines outlines) {
        return meters -> outlines.types()
                .forEach(type -> Gauge.builder(
                                "saler.sagas.stuck",
                                stuck,
                                counted -> counted.byType().getOrDefault(type, 0L))
                        .description("Sagas that do not succeed in what they try again and again")
                        .tag("type", type)
                        .register(meters));
    }

    /** A stuck saga is for somebody to look at; the process that has it is as well as any other. */
    @Bean
    HealthIndicator stuckSagasHealthIndicator(StuckSagas stuck) {
        return () -> Health.up().withDetail("stuck", stuck.byType()).build();
    }
}
