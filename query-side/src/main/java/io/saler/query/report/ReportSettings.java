package io.saler.query.report;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reports are made and cached ({@code saler.reports.*}). They are never older than the ledger, however long they
 * are kept.
 *
 * @param keptFor how long a report is kept that nothing has changed for
 * @param awayFor how long Redis is not asked after it failed to answer
 * @param atOnce how many are made at a time on a node; others need its connections too
 * @param patience how long anybody waits for their turn
 * @param longest how long one statement may take the database
 */
@ConfigurationProperties("saler.reports")
record ReportSettings(
        @DefaultValue("5m") Duration keptFor,
        @DefaultValue("1s") Duration awayFor,
        @DefaultValue("3") int atOnce,
        @DefaultValue("1s") Duration patience,
        @DefaultValue("30s") Duration longest) {}
