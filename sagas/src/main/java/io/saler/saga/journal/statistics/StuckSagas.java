package io.saler.saga.journal.statistics;

import io.saler.saga.journal.JournalSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How many sagas are stuck for longer than may happen, or overdue, in the whole database, whichever node asks. It is
 * counted when somebody asks and at most every few seconds; while the database is away, the last number stands.
 */
@Component
class StuckSagas {

    private static final Logger LOG = LoggerFactory.getLogger(StuckSagas.class);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final TroubleTable troubles;
    private final JournalSettings settings;
    private Map<String, Long> counts = Map.of();
    private long countedAt = System.nanoTime() - FRESH.toNanos();

    StuckSagas(TroubleTable troubles, JournalSettings settings) {
        this.troubles = troubles;
        this.settings = settings;
    }

    /** By the names of their types; those of which none is stuck are missing. */
    synchronized Map<String, Long> byType() {
        if (System.nanoTime() - countedAt >= FRESH.toNanos()) {
            countedAt = System.nanoTime();
            try {
                counts = Map.copyOf(troubles.byType(Instant.now().minus(settings.stuckAfter())));
            } catch (RuntimeException away) {
                LOG.debug("Stuck sagas cannot be counted for the moment", away);
            }
        }
        return counts;
    }
}
