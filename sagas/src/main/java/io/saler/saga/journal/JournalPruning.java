package io.saler.saga.journal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes what has been kept for long enough, in small portions, on one node at a time. */
@Configuration(proxyBeanMethods = false)
class JournalPruning {

    private static final int PORTION = 5_000;

    @Bean
    RecurringTask<Void> pruneSagaJournal(JournalTable journal, JournalSettings settings) {
        return Tasks.recurring("prune-saga-journal", FixedDelay.of(settings.pruneEvery()))
                .execute((task, context) -> {
                    Instant before = Instant.now().minus(settings.keep());
                    boolean more = true;
                    while (more && !context.getSchedulerState().isShuttingDown()) {
                        more = journal.prune(before, PORTION);
                    }
                });
    }
}
