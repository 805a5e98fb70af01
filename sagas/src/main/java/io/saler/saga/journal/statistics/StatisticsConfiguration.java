package io.saler.saga.journal.statistics;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.saler.saga.journal.JournalSettings;
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

    /** A stuck saga is for somebody to look at; the process that has it is as well as any other. */
    @Bean
    HealthIndicator stuckSagasHealthIndicator(StuckSagas stuck) {
        return () -> Health.up().withDetail("stuck", stuck.byType()).build();
    }
}
