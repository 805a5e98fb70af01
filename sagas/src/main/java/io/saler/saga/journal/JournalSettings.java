package io.saler.saga.journal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the journal of sagas is kept ({@code saler.saga-journal.*}).
 *
 * @param keep how long: entries since they were written, sagas since they have ended
 * @param pruneEvery how often what is older is deleted
 * @param stuckAfter for how long a saga has to be stuck before the metric and the health detail count it
 */
@ConfigurationProperties("saler.saga-journal")
public record JournalSettings(
        @DefaultValue("30d") Duration keep,
        @DefaultValue("1h") Duration pruneEvery,
        @DefaultValue("1m") Duration stuckAfter) {}
