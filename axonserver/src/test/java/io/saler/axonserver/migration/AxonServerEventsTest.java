package io.saler.axonserver.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.junit.jupiter.api.Test;

/** Needs an Axon Server without events, named by the system property {@code saler.axon-server} as HOST:PORT. */
class AxonServerEventsTest {

    @Test
    void events_arrive_on_an_Axon_Server_as_Axon_itself_would_have_written_them() throws Exception {
        AxonServerConfiguration settings = new AxonServerConfiguration();
        settings.setComponentName("saler-migration-test");
        String server = System.getProperty("saler.axon-server", "");
        assumeThat(server).as("-Dsaler.axon-server=HOST:PORT").isNotEmpty();
        settings.setServers(server);
        List<MigrationProgress> progress = new ArrayList<>();

        EmbeddedStore store = EmbeddedStore.create();
        try (AxonServerEvents destination = AxonServerEvents.connect(settings)) {
            assumeThat(destination.count()).as("events on " + server).isZero();
            List<String> orders = store.appendOrders(400);

            MigrationOutcome first = move(store, destination, progress);
            // New events, as of a Saler that was started once more before the switch.
            store.append(new GenericDomainEventMessage<>("Order", orders.getFirst(), 3, "one more"));
            MigrationOutcome second = move(store, destination, progress);

            assertThat(first.copied()).isEqualTo(1_200);
            assertThat(first.isComplete()).isTrue();
            assertThat(second.copied()).isEqualTo(1);
            assertThat(second.isComplete()).isTrue();
            assertThat(readByAxon(settings, orders.getFirst()))
                    .extracting(event -> (Object) event.getPayload())
                    .containsExactly(
                            "step 0 of " + orders.getFirst(),
                            "step 1 of " + orders.getFirst(),
                            "step 2 of " + orders.getFirst(),
                            "one more");
            assertThat(readByAxon(settings, orders.getLast()).getFirst().getMetaData())
                    .containsEntry("actor", "customer");

            store.clear();
            store.appendOrders(500);
            assertThatThrownBy(() -> move(store, destination, progress)).isInstanceOf(MigrationRefused.class);
            assertThat(destination.count()).isEqualTo(1_201);
        }
    }

    @Test
    void a_server_that_is_away_is_named() {
        AxonServerConfiguration settings = new AxonServerConfiguration();
        settings.setServers("127.0.0.1:1");
        settings.setConnectTimeout(500);

        assertThatThrownBy(() -> AxonServerEvents.connect(settings))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("127.0.0.1:1 cannot be reached");
    }

    private static MigrationOutcome move(
            EmbeddedStore store, EventDestination destination, List<MigrationProgress> progress) {
        try (EmbeddedEvents source = EmbeddedEvents.lockedIn(store.database())) {
            return new EventMigration(source, destination, progress::add).run();
        }
    }

    private static List<? extends DomainEventMessage<?>> readByAxon(AxonServerConfiguration settings, String order) {
        AxonServerConnectionManager connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(settings)
                .build();
        try {
            return AxonServerEventStore.builder()
                    .configuration(settings)
                    .platformConnectionManager(connections)
                    .eventSerializer(EmbeddedStore.SERIALIZER)
                    .snapshotSerializer(EmbeddedStore.SERIALIZER)
                    .snapshotFilter(SnapshotFilter.allowAll())
                    .defaultContext(settings.getContext())
                    .build()
                    .readEvents(order)
                    .asStream()
                    .toList();
        } finally {
            connections.shutdown();
        }
    }
}
