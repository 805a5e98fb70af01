package io.saler.axonserver;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The values of Axon's own settings that Saler needs, as defaults of the lowest precedence: whatever an operator sets
 * wins.
 */
public final class AxonDefaults implements EnvironmentPostProcessor {

    static final String EVENT_STORE = "saler.event-store";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean axonServer = EventStoreKind.in(environment) == EventStoreKind.AXON_SERVER;
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "saler-axon-defaults",
                        Map.ofEntries(
                                Map.entry("axon.axonserver.enabled", Boolean.toString(axonServer)),
                                Map.entry("axon.serializer.general", "jackson3"),
                                Map.entry("axon.serializer.messages", "jackson3"),
                                Map.entry("axon.serializer.events", "jackson3"),
                                // It would call its maker's server at every start.
                                Map.entry("axon.update-check.disabled", "true"),
                                // It takes a stack trace for every handled message; time limits are set where waiting
                                // happens.
                                Map.entry("axon.timeout.enabled", "false"),
                                // Commands that cross Axon Server are waited for, so a saga needs many parts; in one
                                // process they are part of the saga's own transaction, which large batches spread.
                                Map.entry("saler.processing.segments.order-saga", axonServer ? "8" : "1"),
                                Map.entry("saler.processing.batch-sizes.order-saga", axonServer ? "10" : "100"),
                                Map.entry("saler.processing.batch-sizes.refund-saga", axonServer ? "10" : "100"),
                                // How long connecting may take, in milliseconds.
                                Map.entry("axon.axonserver.connect-timeout", "5000"),
                                Map.entry("axon.axonserver.heartbeat.enabled", "true"),
                                // How many commands, queries and events may be under way to a process before it asks
                                // for more, and how many of them it handles at once.
                                Map.entry("axon.axonserver.command-flow-control.permits", "500"),
                                Map.entry("axon.axonserver.query-flow-control.permits", "500"),
                                Map.entry("axon.axonserver.event-flow-control.permits", "1000"),
                                Map.entry("axon.axonserver.command-threads", "32"),
                                Map.entry("axon.axonserver.query-threads", "16"),
                                Map.entry("spring.datasource.hikari.maximum-pool-size", axonServer ? "20" : "40"),
                                Map.entry("spring.datasource.hikari.minimum-idle", "4"),
                                Map.entry("spring.datasource.hikari.connection-timeout", "5000"),
                                // What a row says that is refused is nobody's business: not the log's, and not a dead
                                // letter's.
                                Map.entry(
                                        "spring.datasource.hikari.data-source-properties.logServerErrorDetail",
                                        "false"),
                                Map.entry("spring.datasource.hikari.pool-name", "saler"))));
    }
}
