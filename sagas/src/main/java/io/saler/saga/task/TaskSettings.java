package io.saler.saga.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tasks are run ({@code saler.tasks.*}).
 *
 * @param concurrency the most tasks that one process runs at once
 * @param connections how many database connections are kept for looking after tasks, besides those that tasks use
 * @param polling how often due tasks are looked for; those of this process's own transactions start at once
 * @param heartbeat how often a running task says that it is alive; after four missed ones another process takes it over
 */
@ConfigurationProperties("saler.tasks")
public record TaskSettings(
        @DefaultValue("100") int concurrency,
        @DefaultValue("4") int connections,
        @DefaultValue("150ms") Duration polling,
        @DefaultValue("3s") Duration heartbeat) {}
