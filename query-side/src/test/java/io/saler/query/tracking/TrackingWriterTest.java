package io.saler.query.tracking;

import static io.saler.query.tracking.TrackedStories.NOON;
import static io.saler.query.tracking.TrackedStories.checkout;
import static io.saler.query.tracking.TrackedStories.pageView;
import static io.saler.query.tracking.TrackedStories.pageViewCalled;
import static io.saler.query.tracking.TrackedStories.productView;
import static io.saler.query.tracking.TrackedStories.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saler.analytics.CheckoutStep;
import io.saler.query.TestDatabase;
import io.saler.query.tracking.TrackingPositions.Overtaken;
import io.saler.query.tracking.TrackingPositions.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each event is stored and counted once, whatever comes twice, late, at once, or from somebody who is too late. */
class TrackingWriterTest {

    private static final String TOPIC = "topic";

    private final TestDatabase empty = TestDatabase.empty();
    private final Jdbi database = empty.jdbi();
    private final DayPartitions days = new DayPartitions(database);
    private final TrackingPositions positions = new TrackingPositions(database);
    private final UUID store = UUID.randomUUID();
    private TrackingWriter writer = writer();

    private TrackingWriter writer(Aggregator... more) {
        List<Aggregator> aggregators =
                new ArrayList<>(List.of(new FunnelAggregator(database), new SearchTermAggregator(database)));
        aggregators.addAll(Arrays.asList(more));
        return new TrackingWriter(
                database,
                empty.springTransactions(),
                positions,
                days,
                new TrackedEventTable(database, new TrackedEventJson()),
                aggregators);
    }

    @BeforeEach
    void beginPartitions() {
        positions.move(0, null, new Position(TOPIC, 0));
        positions.move(1, null, new Position(TOPIC, 0));
    }

    @Test
    void eventsAreStoredWithTheirPlace() {
        write(0, 0, 3, pageView(store, "a", NOON), pageView(store, "b", NOON));

        assertThat(stored()).isEqualTo(2);
        assertThat(positions.find(0)).contains(new Position(TOPIC, 3));
        assertThat(positions.find(1)).contains(new Position(TOPIC, 0));
    }

    @Test
    void theSameEventCountsOnceInABatchInALaterOneInAnotherPartitionAndOnAnotherDay() {
        TrackedEvent event = pageViewCalled("same", store, NOON);
        write(0, 0, 1, event, event);
        write(0, 1, 2, event);
        write(1, 0, 1, event);
        write(1, 1, 2, pageViewCalled("same", store, NOON.plus(Duration.ofDays(1))));

        assertThat(stored()).isEqualTo(1);
        assertThat(funnel()).containsOnly(Map.entry("2026-11-26T12:00:00Z VISIT", 1L));
    }

    @Test
    void theSameIdInAnotherStoreIsAnotherEvent() {
        write(0, 0, 1, pageViewCalled("same", store, NOON), pageViewCalled("same", UUID.randomUUID(), NOON));

        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void whoeverIsTooLateWritesNothing() {
        write(0, 0, 2, pageView(store, "a", NOON));

        assertThatThrownBy(() -> write(0, 0, 2, pageView(store, "zombie", NOON)))
                .isInstanceOf(Overtaken.class);
        assertThatThrownBy(() -> write(0, 1, 3, pageView(store, "zombie", NOON)))
                .isInstanceOf(Overtaken.class);
        assertThatThrownBy(() -> writer.write(chunk(0, "topic before", 2, 3, pageView(store, "zombie", NOON))))
                .isInstanceOf(Overtaken.class);
        assertThat(stored()).isEqualTo(1);
        assertThat(positions.find(0)).contains(new Position(TOPIC, 2));
    }

    @Test
    void ofTwoThatStoreTheSameRecordsAtOnceOneDoes() throws Exception {
        for (int round = 0; round < 20; round++) {
            int from = round;
            TrackedEvent event = pageView(store, "round " + round, NOON);
            Callable<Boolean> writing = () -> {
                try {
                    write(0, from, from + 1, event);
                    return true;
                } catch (Overtaken tooLate) {
                    return false;
                }
            };

            assertThat(atOnce(writing, writing)).containsExactlyInAnyOrder(true, false);
        }
        assertThat(stored()).isEqualTo(20);
    }

    @Test
    void partitionsWithTheSameEventsAndSessionsAtOnceCountEachOnceAndNobodyWaitsForEver() throws Exception {
        List<TrackedEvent> events = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            events.add(pageViewCalled("event " + number, store, NOON.plusSeconds(number * 20L)));
            events.add(checkout(store, "session " + number % 30, NOON.plusSeconds(number * 20L), CheckoutStep.STARTED));
            events.add(search(store, "term " + number % 7, number % 2, NOON));
        }
        for (int round = 0; round < 5; round++) {
            int from = round;
            List<Callable<Boolean>> writing = IntStream.of(0, 1)
                    .<Callable<Boolean>>mapToObj(partition -> () -> {
                        List<TrackedEvent> some = new ArrayList<>(events);
                        Collections.shuffle(some, new Random(partition + from));
                        write(partition, from, from + 1, some.toArray(TrackedEvent[]::new));
                        return true;
                    })
                    .toList();
            assertThat(atOnce(writing.get(0), writing.get(1))).containsExactly(true, true);
        }

        assertThat(stored()).isEqualTo(600);
        assertThat(sum("select sum(sessions) from query.funnel_quarter where step = 'VISIT'"))
                .isEqualTo(32);
        assertThat(sum("select sum(sessions) from query.funnel_quarter where step = 'CHECKOUT'"))
                .isEqualTo(30);
        assertThat(sum("select sum(searches) from query.search_term_quarter")).isEqualTo(200);
        assertThat(sum("select sum(without_results) from query.search_term_quarter"))
                .isEqualTo(100);
    }

    @Test
    void aSessionCountsForItsStepsInTheQuarterOfItsEarliestEventOfEach() {
        write(
                0,
                0,
                1,
                pageView(store, "a", NOON),
                productView(store, "a", NOON.plusSeconds(16 * 60)),
                pageView(store, "a", NOON.plusSeconds(17 * 60)));

        assertThat(funnel())
                .containsOnly(
                        Map.entry("2026-11-26T12:00:00Z VISIT", 1L),
                        Map.entry("2026-11-26T12:15:00Z PRODUCT_VIEW", 1L));
    }

    @Test
    void whoeverComesToAStepHasComeToThoseBeforeIt() {
        write(
                0,
                0,
                1,
                checkout(store, "a", NOON, CheckoutStep.COMPLETED),
                checkout(store, "b", NOON, CheckoutStep.PAYMENT));

        assertThat(funnel())
                .containsOnly(
                        Map.entry("2026-11-26T12:00:00Z VISIT", 2L),
                        Map.entry("2026-11-26T12:00:00Z PRODUCT_VIEW", 2L),
                        Map.entry("2026-11-26T12:00:00Z ADD_TO_CART", 2L),
                        Map.entry("2026-11-26T12:00:00Z CHECKOUT", 2L),
                        Map.entry("2026-11-26T12:00:00Z PAYMENT", 2L),
                        Map.entry("2026-11-26T12:00:00Z PURCHASE", 1L));
    }

    @Test
    void theFunnelIsTheSameInWhicheverOrderEventsCome() {
        List<TrackedEvent> events = new ArrayList<>();
        for (int session = 0; session < 6; session++) {
            Instant at = NOON.plusSeconds(session * 500L);
            events.add(pageView(store, "s" + session, at));
            events.add(productView(store, "s" + session, at.plusSeconds(700)));
            events.add(checkout(store, "s" + session, at.plusSeconds(2_000), CheckoutStep.STARTED));
            events.add(pageView(store, "s" + session, at.plusSeconds(4_000)));
        }
        events.forEach(event -> writeNext(event));
        Map<String, Long> forwards = funnel();
        beginAnew();
        events.reversed().forEach(event -> writeNext(event));
        Map<String, Long> backwards = funnel();
        beginAnew();
        write(0, 0, 1, events.toArray(TrackedEvent[]::new));

        assertThat(backwards).isEqualTo(forwards).isNotEmpty();
        assertThat(funnel()).isEqualTo(forwards);
    }

    @Test
    void aSessionThatIsForgottenWhileItGoesOnCountsForEachStepAllTheSame() throws Exception {
        for (int round = 0; round < 30; round++) {
            String session = "session " + round;
            writeNext(pageView(store, session, NOON));
            TrackedEvent last = checkout(store, session, NOON.plusSeconds(3_600), CheckoutStep.COMPLETED);

            atOnce(
                    () -> {
                        writeNext(last);
                        return true;
                    },
                    () -> database.withHandle(handle -> handle.execute(
                                    "delete from query.tracked_session where visited_at <= ?", last.receivedAt()))
                            > 0);
        }

        assertThat(sum("select sum(sessions) from query.funnel_quarter where step = 'PURCHASE'"))
                .isEqualTo(30);
    }

    @Test
    void eventsAreNotBelievedForLongerThanSessionsAreKnown() {
        assertThatThrownBy(() -> TrackedStories.settings(Duration.ofDays(6), Duration.ofDays(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void termsCountTogetherHoweverTheyAreTyped() {
        write(
                0,
                0,
                1,
                search(store, "Blue  Mug", 3, NOON),
                search(store, " blue mug", 0, NOON.plusSeconds(899)),
                search(store, "\uFF42lue\u00A0mug", null, NOON),
                search(store, "blue mug", 1, NOON.plusSeconds(900)));

        assertThat(counts("""
                        select starts_at, term || ' ' || without_results, searches from query.search_term_quarter
                        order by 1"""))
                .containsOnly(
                        Map.entry("2026-11-26T12:00:00Z blue mug 1", 3L),
                        Map.entry("2026-11-26T12:15:00Z blue mug 0", 1L));
    }

    @Test
    void whenCountingFailsNothingIsStored() {
        writer = writer(events -> {
            throw new IllegalStateException("cannot count");
        });

        assertThatThrownBy(() -> write(0, 0, 1, pageView(store, "a", NOON))).hasMessageContaining("cannot count");
        assertThat(stored()).isZero();
        assertThat(funnel()).isEmpty();
        assertThat(positions.find(0)).contains(new Position(TOPIC, 0));
    }

    @Test
    void oldDaysAreDroppedAndWhatWasCountedStays() {
        write(0, 0, 1, pageViewCalled("old", store, NOON), pageViewCalled("new", store, NOON.plus(Duration.ofDays(5))));

        days.drop(TrackedEventTable.day(NOON.plus(Duration.ofDays(5))));

        assertThat(stored()).isEqualTo(1);
        assertThat(funnel()).hasSize(1);
        write(0, 1, 2, pageViewCalled("another old", store, NOON));
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void nodesThatComeToANewDayAtOnceMakeItOnce() throws Exception {
        Instant day = NOON.plus(Duration.ofDays(40));
        var one = new DayPartitions(database);
        var other = new DayPartitions(database);
        Callable<Boolean> making = () -> {
            one.make(List.of(TrackedEventTable.day(day)));
            return true;
        };
        Callable<Boolean> alsoMaking = () -> {
            other.make(List.of(TrackedEventTable.day(day)));
            return true;
        };

        assertThat(atOnce(making, alsoMaking)).containsExactly(true, true);
        write(0, 0, 1, pageView(store, "a", day));
        assertThat(stored()).isEqualTo(1);
    }

    private void beginAnew() {
        TestDatabase.empty();
        beginPartitions();
    }

    private void writeNext(TrackedEvent event) {
        long from = positions.find(0).orElseThrow().next();
        write(0, from, from + 1, event);
    }

    private void write(int partition, long from, long next, TrackedEvent... events) {
        writer.write(chunk(partition, TOPIC, from, next, events));
    }

    private static RecordChunk chunk(int partition, String topic, long from, long next, TrackedEvent... events) {
        return new RecordChunk(partition, topic, from, next, List.of(events), List.of());
    }

    private static List<Boolean> atOnce(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Boolean> answers = new ArrayList<>();
            for (Future<Boolean> each : threads.invokeAll(List.of(one, other))) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    private long stored() {
        return sum("select count(*) from query.tracked_event");
    }

    private long sum(String sql) {
        return database.withHandle(
                handle -> handle.createQuery(sql).mapTo(long.class).one());
    }

    private Map<String, Long> funnel() {
        return counts("select starts_at, step, sessions from query.funnel_quarter where sessions <> 0 order by 1");
    }

    private Map<String, Long> counts(String sql) {
        return database.withHandle(handle -> handle.createQuery(sql)
                .map((row, context) ->
                        Map.entry(row.getTimestamp(1).toInstant() + " " + row.getString(2), row.getLong(3)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
