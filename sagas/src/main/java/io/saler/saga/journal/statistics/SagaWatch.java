package io.saler.saga.journal.statistics;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerState;
import io.saler.saga.journal.JournalSettings;
import io.saler.saga.journal.statistics.ProgressTable.Counted;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts what sagas have done since the last time, and looks which of them are in trouble. */
@Component
class SagaWatch {

    /** Some seconds of many orders. */
    private static final int PORTION = 20_000;

    private final ProgressTable progress;
    private final StatisticsTable statistics;
    private final TroubleTable troubles;
    private final StepLimits limits;
    private final Alerts alerts;
    private final SagaMeters meters;
    private final JournalSettings settings;
    private final TransactionTemplate transaction;

    SagaWatch(
            ProgressTable progress,
            StatisticsTable statistics,
            TroubleTable troubles,
            StepLimits limits,
            Alerts alerts,
            SagaMeters meters,
            JournalSettings settings,
            PlatformTransactionManager transactions) {
        this.progress = progress;
        this.statistics = statistics;
        this.troubles = troubles;
        this.limits = limits;
        this.alerts = alerts;
        this.meters = meters;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    void look(SchedulerClient scheduler, SchedulerState node) {
        boolean more = true;
        while (more && !node.isShuttingDown()) {
            more = count(PORTION);
        }
        lookForTrouble(scheduler, Instant.now());
    }

    /** Returns whether there may be more to count. */
    private boolean count(int most) {
        List<Counted> counted = transaction.execute(counting -> {
            Instant now = Instant.now();
            progress.lock();
            List<Counted> portion = progress.count(most);
            if (rows(portion) < most) {
                progress.countedAt(now);
            }
            return portion;
        });
        meters.count(counted);
        return rows(counted) == most;
    }

    private static long rows(List<Counted> counted) {
        return counted.stream()
                .filter(each -> each.kind() == Counted.Kind.ROWS)
                .mapToLong(Counted::n)
                .sum();
    }

    /** Once at the same time, on all nodes together. */
    void lookForTrouble(SchedulerClient scheduler, Instant now) {
        transaction.executeWithoutResult(looking -> {
            progress.lock();
            int begun = troubles.look(
                    limits.at(now), limits.shortest(), limits.otherwise(), now.minus(settings.stuckAfter()), now);
            alerts.tell(begun, scheduler, now);
        });
    }
}
