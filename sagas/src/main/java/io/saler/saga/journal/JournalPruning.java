package io.saler.saga.journal;

import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes what has been kept for long enough or is left over, in small portions, on one node at a time. */
@Configuration(proxyBeanMethods = false)
class JournalPruning {

    private static final int PORTION = 5_000;

    /**
     * A saga that is there is written in one transaction with its row; the time is for whoever looks at it just then.
     */
    private static final Duration KEEP_VANISHED = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> pruneSagaJournal(ExpiredSagas expired, JournalSettings settings) {
        return Tasks.recurring("prune-saga-journal", FixedDelay.of(settings.pruneEvery()))
                .execute((task, context) -> {
                    Instant now = Instant.now();
                    SchedulerState node = context.getSchedulerState();
                    all(node, () -> expired.prune(now.minus(settings.keep()), PORTION));
                    all(node, () -> expired.pruneVanished(now.minus(KEEP_VANISHED), PORTION));
                });
    }

    private static void all(SchedulerState node, BooleanSupplier portion) {
        boolean more = true;
        while (more && !node.isShuttingDown()) {
            more = portion.getAsBoolean();
        }
    }
}
