package io.saler.axonserver.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.event.Event;
import io.saler.axonserver.migration.MigrationProgress.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventMigrationTest {

    private static final int EVENTS = 1_800;

    private static EmbeddedStore store;
    private static List<Event> all;

    @BeforeAll
    static void createStore() {
        store = EmbeddedStore.create();
        store.appendOrders(EVENTS / 3);
        try (EmbeddedEvents source = EmbeddedEvents.lockedIn(store.database())) {
            all = source.after(EmbeddedEvents.BEGINNING, EVENTS).stream()
                    .map(NumberedEvent::event)
                    .toList();
        }
    }

    private final List<MigrationProgress> progress = new ArrayList<>();

    @Test
    void all_events_arrive_in_their_order() {
        var destination = new EventsInMemory();

        MigrationOutcome outcome = move(destination);

        assertThat(destination.events).hasSize(EVENTS).isEqualTo(all);
        assertThat(outcome.isComplete()).isTrue();
        assertThat(outcome.copied()).isEqualTo(EVENTS);
        assertThat(progress).extracting(MigrationProgress::step).contains(Step.COPYING, Step.COMPARING);
        assertThat(progress.getLast().done()).isEqualTo(EVENTS);
    }

    @Test
    void a_move_that_was_cut_short_goes_on_where_it_stopped() {
        var destination = new EventsInMemory();
        destination.events.addAll(all.subList(0, 1_000));

        MigrationOutcome outcome = move(destination);

        assertThat(destination.events).isEqualTo(all);
        assertThat(outcome.copied()).isEqualTo(EVENTS - 1_000);
        assertThat(outcome.isComplete()).isTrue();
    }

    @Test
    void events_that_arrived_without_anybody_hearing_of_it_are_not_copied_again() {
        var destination = new EventsInMemory() {
            private boolean answers;

            @Override
            public void append(List<Event> added) {
                super.append(added);
                if (!answers) {
                    answers = true;
                    throw new MigrationRefused("The answer was lost");
                }
            }
        };
        assertThatThrownBy(() -> move(destination)).hasMessage("The answer was lost");

        MigrationOutcome outcome = move(destination);

        assertThat(destination.events).isEqualTo(all);
        assertThat(outcome.copied()).isLessThan(EVENTS);
        assertThat(outcome.isComplete()).isTrue();
    }

    @Test
    void a_move_that_is_complete_copies_nothing_and_compares_again() {
        var destination = new EventsInMemory();
        destination.events.addAll(all);

        MigrationOutcome outcome = move(destination);

        assertThat(outcome.copied()).isZero();
        assertThat(outcome.isComplete()).isTrue();
        assertThat(destination.events).hasSize(EVENTS);
    }

    @Test
    void a_destination_with_other_events_is_refused_and_left_alone() {
        var destination = new EventsInMemory();
        destination.events.add(Event.newBuilder().setMessageIdentifier("other").build());

        assertThatThrownBy(() -> move(destination))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("event number 1 is not that of the embedded store");
        assertThat(destination.events).hasSize(1);
    }

    @Test
    void a_destination_that_lacks_an_early_event_is_refused() {
        var destination = new EventsInMemory();
        destination.events.addAll(all.subList(1, 1_000));

        assertThatThrownBy(() -> move(destination)).isInstanceOf(MigrationRefused.class);
        assertThat(destination.events).hasSize(999);
    }

    @Test
    void a_destination_with_more_events_is_refused() {
        var destination = new EventsInMemory();
        destination.events.addAll(all);
        destination.events.add(Event.newBuilder().setMessageIdentifier("more").build());

        assertThatThrownBy(() -> move(destination))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("1,801 events, more than the 1,800");
    }

    @Test
    void somebody_who_writes_to_the_destination_is_noticed() {
        var destination = new EventsInMemory() {
            @Override
            public void append(List<Event> added) {
                super.append(added);
                events.add(Event.newBuilder().setMessageIdentifier("other").build());
            }
        };

        assertThatThrownBy(() -> move(destination))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("somebody else writes to it");
    }

    @Test
    void an_event_that_arrived_differently_is_found_however_old_it_is() {
        var destination = new EventsInMemory();
        destination.events.addAll(all.subList(0, 1_000));
        Event.Builder changed = all.get(17).toBuilder();
        changed.getPayloadBuilder().setData(ByteString.copyFromUtf8("\"something else\""));
        destination.events.set(17, changed.build());

        MigrationOutcome outcome = move(destination);

        assertThat(outcome.source().events()).isEqualTo(outcome.destination().events());
        assertThat(outcome.isComplete()).isFalse();
    }

    @Test
    void a_move_is_done_when_all_events_are_there_and_no_others() {
        var destination = new EventsInMemory();
        destination.events.addAll(all.subList(0, 1_000));
        assertThatThrownBy(() -> requireDone(destination))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("1,000 of 1,800 events");

        destination.events.addAll(all.subList(1_000, EVENTS));
        assertThat(requireDone(destination)).isEqualTo(EVENTS);

        destination.events.add(Event.newBuilder().setMessageIdentifier("new").build());
        assertThatThrownBy(() -> requireDone(destination))
                .isInstanceOf(MigrationRefused.class)
                .hasMessageContaining("somebody has begun to use it");

        destination.events.removeFirst();
        assertThatThrownBy(() -> requireDone(destination)).isInstanceOf(MigrationRefused.class);
    }

    private long requireDone(EventDestination destination) {
        try (EmbeddedEvents source = EmbeddedEvents.lockedIn(store.database())) {
            return new EventMigration(source, destination, progress::add).requireDone();
        }
    }

    private MigrationOutcome move(EventDestination destination) {
        try (EmbeddedEvents source = EmbeddedEvents.lockedIn(store.database())) {
            return new EventMigration(source, destination, progress::add).run();
        }
    }
}
