package io.saler.saga.journal;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the journal of sagas is kept, and watched ({@code saler.saga-journal.*}).
 *
 * @param keep how long: entries since they were written, sagas since they have ended
 * @param pruneEvery how often what is older is deleted
 * @param countEvery how often statistics are brought up to date and sagas looked for that are stuck
 * @param stuckAfter for how long a saga has to be stuck before the metric and the health detail count it
 * @param steps for each type, by its name: after how long in a step, by its name, a saga is overdue; as texts, since of
 *     others an environment variable sets none whose name has an underscore
 * @param overdue the same for steps that are not named there
 * @param alert when the administrator is written to
 */
@ConfigurationProperties("saler.saga-journal")
public record JournalSettings(
        @DefaultValue("30d") Duration keep,
        @DefaultValue("1h") Duration pruneEvery,
        @DefaultValue("10s") Duration countEvery,
        @DefaultValue("1m") Duration stuckAfter,
        @DefaultValue Map<String, Map<String, String>> steps,
        @DefaultValue Overdue overdue,
        @DefaultValue Alert alert) {

    public JournalSettings {
        steps = Map.copyOf(steps);
    }

    /**
     * A saga is overdue when it has been in a step for so many times as long as 99 of 100 were within the last week.
     *
     * @param atLeast however fast the step usually is
     * @param atMost however slow
     * @param samples how many have to have left the step before that is taken for usual
     * @param otherwise while fewer have
     */
    public record Overdue(
            @DefaultValue("5") double factor,
            @DefaultValue("1m") Duration atLeast,
            @DefaultValue("1h") Duration atMost,
            @DefaultValue("100") long samples,
            @DefaultValue("10m") Duration otherwise) {}

    /**
     * Mails to the administrator about stuck and overdue sagas.
     *
     * @param after how long there are some before the first mail, which so tells of more than the very first
     * @param pause the shortest time between two mails, the second of which tells of causes that are new
     * @param clearAfter how long there must be none before the mail that says so
     */
    public record Alert(
            @DefaultValue("30s") Duration after,
            @DefaultValue("10m") Duration pause,
            @DefaultValue("5m") Duration clearAfter) {}
}
