package io.saler.saga.journal.statistics;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.saler.saga.journal.JournalSettings;
import io.saler.saga.journal.SagaOutline;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Has sagas counted and watched, on one node at a time, and tells operators of those that are stuck. */
@Configuration(proxyBeanMethods = false)
// Where there are sagas only: a group must not name what is not there.
@PropertySource("classpath:io/saler/saga/journal/statistics/health.properties")
class StatisticsConfiguration {

    @Bean
    RecurringTask<Void> watchSagas(SagaWatch watch, JournalSettings settings) {
        return Tasks.recurring("watch-sagas", FixedDelay.of(settings.countEvery()))
                .execute((task, context) -> watch.look(context.getSchedulerClient(), context.getSchedulerState()));
    }

    @Bean
    MeterBinder stuckSagaMetrics(StuckSagas stuck, List<SagaOutline<?>> outlines) {
        return meters -> outlines.stream()
                .map(outline -> outline.saga().getSimpleName())
                .forEach(type -> Gauge.builder(
                                "saler.sagas.stuck",
                                stuck,
                                counted -> counted.byType().getOrDefault(type, 0L))
                        .description("Sagas that do not succeed in what they try, or are in a step for too long")
                        .tag("type", type)
                        .register(meters));
    }

    /** A stuck saga is for somebody to look at; the process that has it is as well as any other. */
    @Bean
    HealthIndicator stuckSagasHealthIndicator(StuckSagas stuck) {
        return () -> Health.up().withDetail("stuck", stuck.byType()).build();
    }
}
