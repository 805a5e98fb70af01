package io.saler.saga.journal.statistics;

import io.saler.saga.journal.JournalSettings;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many sagas are stuck for longer than may happen, or overdue, in the whole database, whichever node asks. */
@Component
class StuckSagas {

    private final Recent<Map<String, Long>> counts;

    StuckSagas(TroubleTable troubles, JournalSettings settings) {
        counts = new Recent<>(Map.of(), () -> Map.copyOf(troubles.byType(Instant.now().minus(settings.stuckAfter()))));
    }

    /** By the names of their types; those of which none is stuck are missing. */
    Map<String, Long> byType() {
        return counts.get();
    }
}
