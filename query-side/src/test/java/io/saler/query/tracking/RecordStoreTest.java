package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.SETTINGS;
import static io.saler.query.tracking.TrackedStories.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.query.TestDatabase;
import io.saler.query.tracking.TrackingPositions.Overtaken;
import io.saler.query.tracking.TrackingPositions.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records go together as far as they fit; one that can never be stored is parked, and holds up nothing. */
class RecordStoreTest {

    private static final String TOPIC = "topic";

    private final TestDatabase empty = TestDatabase.empty();
    private final Jdbi database = empty.jdbi();
    private final TrackingPositions positions = new TrackingPositions(database);
    private final TrackedEventJson json = new TrackedEventJson();
    private final UUID store = UUID.randomUUID();
    private final RecordStore records = new RecordStore(
            new RecordReader(json, SETTINGS),
            new TrackingWriter(
                    database,
                    empty.springTransactions(),
                    positions,
                    new DayPartitions(database),
                    new TrackedEventTable(database, json),
                    List.of(new FunnelAggregator(database))));

    @BeforeEach
    void beginThePartition() {
        positions.move(0, null, new Position(TOPIC, 0));
    }

    @Test
    void smallRecordsGoTogetherAndNumbersBetweenThemAreNobodys() {
        long next = records.storeSome(TOPIC, 0, List.of(record(3, events(1)), record(7, events(2))));

        assertThat(next).isEqualTo(8);
        assertThat(positions.find(0)).contains(new Position(TOPIC, 8));
        assertThat(numbers("select count(*) from query.tracked_event")).containsExactly(3L);
        assertThat(numbers("select batch from query.tracking_partition")).containsExactly(1L);
    }

    @Test
    void beyondTheMostThatGoTogetherRecordsAreLeftForTheNext() {
        List<ConsumerRecord<byte[], byte[]>> five = new ArrayList<>();
        for (int offset = 0; offset < 5; offset++) {
            five.add(record(offset, events(SETTINGS.batchSize() / 2)));
        }

        assertThat(records.storeSome(TOPIC, 0, five)).isEqualTo(2);
        assertThat(records.storeSome(TOPIC, 2, five.subList(2, 5))).isEqualTo(4);
        assertThat(records.storeSome(TOPIC, 4, five.subList(4, 5))).isEqualTo(5);
        assertThat(numbers("select events from query.tracking_batch order by batch"))
                .containsExactly(2_000L, 2_000L, 1_000L);
    }

    @Test
    void whatIsRefusedIsParkedAndThoseAroundItAreStoredAndCountedOnce() {
        long next = records.storeSome(
                TOPIC, 0, List.of(record(0, events(1)), record(1, refused()), unreadable(2), record(3, events(2))));

        assertThat(next).isEqualTo(4);
        assertThat(positions.find(0)).contains(new Position(TOPIC, 4));
        assertThat(numbers("select kafka_offset from query.parked_record order by 1"))
                .containsExactly(1L, 2L);
        assertThat(numbers("select count(*) from query.tracked_event")).containsExactly(3L);
        assertThat(numbers("select sum(sessions) from query.funnel_quarter where step = 'VISIT'"))
                .containsExactly(3L);
    }

    @Test
    void recordsThatAnotherHasStoredAreNotStored() {
        records.storeSome(TOPIC, 0, List.of(record(0, events(1))));

        assertThatThrownBy(() -> records.storeSome(TOPIC, 0, List.of(record(0, events(1)))))
                .isInstanceOf(Overtaken.class);
        assertThat(numbers("select count(*) from query.tracked_event")).containsExactly(1L);
    }

    private TrackedEvent[] events(int number) {
        return Stream.generate(() -> pageView(store, UUID.randomUUID().toString(), Instant.now()))
                .limit(number)
                .toArray(TrackedEvent[]::new);
    }

    /** Text that PostgreSQL does not take. */
    private TrackedEvent refused() {
        return pageView(store, "a\u0000b", Instant.now());
    }

    private ConsumerRecord<byte[], byte[]> record(long offset, TrackedEvent... events) {
        return record(offset, json.write(Arrays.asList(events)));
    }

    private static ConsumerRecord<byte[], byte[]> unreadable(long offset) {
        return record(offset, "no JSON".getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>("tracking", 0, offset, null, value);
    }

    private List<Long> numbers(String sql) {
        return database.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).list());
    }
}
