package io.saler.axonserver.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.axoniq.axonserver.grpc.event.Event;
import io.saler.axonserver.EmptyDatabase;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.axonserver.connector.util.GrpcMetaDataConverter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedEventsTest {

    private static EmbeddedStore store;

    @BeforeAll
    static void createStore() {
        store = EmbeddedStore.create();
    }

    @BeforeEach
    void clear() {
        store.clear();
    }

    @Test
    void an_event_has_everything_that_the_row_has() {
        store.append(new GenericDomainEventMessage<>(
                "Order",
                "o1",
                0,
                new GenericMessage<>(
                        "e1", "grüße", Map.of("actor", "customer", "tries", 3, "rate", 1.5, "first", true)),
                Instant.parse("2026-01-02T03:04:05.678Z")));

        Event event = all().getFirst().event();

        assertThat(event.getMessageIdentifier()).isEqualTo("e1");
        assertThat(event.getAggregateType()).isEqualTo("Order");
        assertThat(event.getAggregateIdentifier()).isEqualTo("o1");
        assertThat(event.getAggregateSequenceNumber()).isZero();
        assertThat(Instant.ofEpochMilli(event.getTimestamp())).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(event.getPayload().getType()).isEqualTo("java.lang.String");
        assertThat(event.getPayload().getData().toStringUtf8()).isEqualTo("\"grüße\"");
        assertThat(Map.<String, Object>copyOf(
                        new GrpcMetaDataConverter(EmbeddedStore.SERIALIZER).convert(event.getMetaDataMap())))
                .isEqualTo(Map.of("actor", "customer", "tries", 3L, "rate", 1.5, "first", true));
    }

    @Test
    void an_event_without_an_aggregate_has_none_afterwards() {
        store.append(new GenericEventMessage<>("something happened"));

        Event event = all().getFirst().event();

        assertThat(event.getAggregateType()).isEmpty();
        assertThat(event.getAggregateIdentifier()).isEmpty();
    }

    @Test
    void metadata_that_Axon_Server_would_change_is_refused() {
        store.append(
                new GenericDomainEventMessage<>("Order", "o1", 0, "placed", Map.of("huge", BigInteger.TWO.pow(70))));

        assertThatThrownBy(this::all).isInstanceOf(MigrationRefused.class).hasMessageContaining("metadata huge");
    }

    @Test
    void pages_follow_each_other_across_numbers_that_are_left_out() {
        store.appendOrders(5);
        List<Long> numbers = new ArrayList<>();

        try (EmbeddedEvents events = EmbeddedEvents.lockedIn(store.database())) {
            List<NumberedEvent> page = events.after(EmbeddedEvents.BEGINNING, 4);
            while (!page.isEmpty()) {
                page.forEach(event -> numbers.add(event.globalIndex()));
                page = events.after(page.getLast().globalIndex(), 4);
            }

            assertThat(numbers).hasSize(15).isSorted().doesNotHaveDuplicates();
            assertThat(numbers.getLast() - numbers.getFirst()).isEqualTo(16);
            assertThat(events.countBefore(numbers.get(7))).isEqualTo(7);
        }
    }

    @Test
    void nobody_writes_while_events_are_read() throws Exception {
        try (EmbeddedEvents events = EmbeddedEvents.lockedIn(store.database());
                Connection writer = store.connection();
                Statement statement = writer.createStatement()) {
            statement.execute("SET lock_timeout = '100ms'");

            assertThatThrownBy(() -> statement.execute("DELETE FROM axon.domain_event"))
                    .hasMessageContaining("lock timeout");
            assertThat(events.count()).isZero();
        }
        store.append(new GenericDomainEventMessage<>("Order", "o1", 0, "placed"));
    }

    @Test
    void a_database_without_an_event_store_and_one_that_is_away_are_told_apart() {
        Jdbi elsewhere = Jdbi.create(EmptyDatabase.create().source());

        assertThatThrownBy(() -> EmbeddedEvents.lockedIn(elsewhere))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("axon.domain_event");
        assertThatThrownBy(() -> EmbeddedEvents.lockedIn(Jdbi.create("jdbc:postgresql://127.0.0.1:1/saler")))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("cannot be reached");
    }

    private List<NumberedEvent> all() {
        try (EmbeddedEvents events = EmbeddedEvents.lockedIn(store.database())) {
            return events.after(EmbeddedEvents.BEGINNING, 1_000);
        }
    }
}
