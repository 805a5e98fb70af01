package io.saler.saga.journal.statistics;

import io.saler.journal.SagaStatistics.Unended;
import java.util.List;
import org.springframework.stereotype.Component;

/** How many sagas have not ended, in the whole database, whichever node asks. */
@Component
class UnendedSagas {

    private final Recent<List<Unended>> counts;

    UnendedSagas(StatisticsTable statistics) {
        counts = new Recent<>(List.of(), statistics::unended);
    }

    /** Those types are missing of which there is none. */
    List<Unended> byType() {
        return counts.get();
    }
}
