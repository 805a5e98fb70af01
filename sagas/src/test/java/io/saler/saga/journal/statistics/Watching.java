package io.saler.saga.journal.statistics;

import io.saler.saga.journal.JournalSettings;
import io.saler.saga.journal.JournalSettings.Alert;
import io.saler.saga.journal.JournalSettings.Overdue;
import java.time.Duration;
import java.util.Map;

/** How sagas are watched in tests. */
final class Watching {

    private Watching() {}

    static JournalSettings settings() {
        return settings(Map.of());
    }

    static JournalSettings settings(Map<String, Map<String, String>> steps) {
        return new JournalSettings(
                Duration.ofDays(30),
                Duration.ofHours(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                steps,
                new Overdue(5, Duration.ofMinutes(1), Duration.ofHours(1), 100, Duration.ofMinutes(10)),
                new Alert(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofMinutes(5)));
    }
}
