package io.saler.axonserver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.eventstore.EventStoreFailure;
import io.saler.eventstore.FindEvents;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In memory, where events have numbers without gaps and tokens of the same kind as on Axon Server. */
class StreamedLinesTest extends EventArchiveTest {

    private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
    private final EmbeddedEventStore events =
            EmbeddedEventStore.builder().storageEngine(engine).build();

    @Override
    EventLines lines(int stride) {
        return new StreamedLines((EventStore) events, stride);
    }

    @Override
    void append(DomainEventMessage<?> event) {
        engine.appendEvents(List.of(event));
    }

    @AfterEach
    void stop() {
        events.shutDown();
    }

    @Test
    void aTimeIsNotSearchedForInAHistoryThatIsTooLong() {
        String longest = "longest";
        for (long sequence = 0; sequence < StreamedLines.MOST_EVENTS; sequence++) {
            append(new GenericDomainEventMessage<>("Order", longest, sequence, "text"));
        }
        EventLine line = lines(5).of(longest);
        assertThat(line.firstSince(BEGIN)).isZero();

        append(new GenericDomainEventMessage<>("Order", longest, StreamedLines.MOST_EVENTS, "text"));

        assertThatThrownBy(() -> line.firstSince(BEGIN)).isInstanceOf(EventStoreFailure.HistoryTooLong.class);
    }

    @Test
    void anEmptyStoreHasNothing() {
        EmbeddedEventStore empty = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        var archive = new EventArchive(new StreamedLines(empty, 5), Duration.ZERO);

        assertThat(archive.find(new FindEvents(null, null, BEGIN, BEGIN, null, 3)))
                .isEqualTo(EventArchive.Found.NOTHING);
        assertThat(archive.find(new FindEvents(null, null, null, null, null, 3)))
                .isEqualTo(EventArchive.Found.NOTHING);
        empty.shutDown();
    }
}
