package io.saler.axonserver.archive;

import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jdbi.v3.core.Jdbi;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Looks into the event store, whichever this process has. */
@AutoConfiguration(afterName = "io.saler.axonserver.PersistenceConfiguration")
public class ArchiveConfiguration {

    private static final Duration PATIENCE = Duration.ofMillis(150);

    /** How many events to go through at once: of those that are sent as a whole, fewer. */
    private static final int STORED = 10_000;

    private static final int STREAMED = 1_000;

    @Bean
    @ConditionalOnProperty(name = "saler.event-store", havingValue = "postgresql", matchIfMissing = true)
    EventArchive archiveOnPostgreSql(
            Jdbi database,
            @Qualifier("eventSerializer") Serializer serializer,
            org.axonframework.config.Configuration configuration) {
        return new EventArchive(new StoredLines(database, serializer, configuration.upcasterChain(), STORED), PATIENCE);
    }

    @Bean
    @ConditionalOnProperty(name = "saler.event-store", havingValue = "axon-server")
    EventArchive archiveOnAxonServer(EventStore events) {
        return new EventArchive(new StreamedLines(events, STREAMED), PATIENCE);
    }
}
