package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.axonserver.history.PlacedEvent;
import io.saler.axonserver.processor.AddedProcessors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever is over comes in pages and whatever is new by itself, and nobody can tell from what is handled. */
class BulkProcessorsTest extends OnPostgreSql {

    private static final int AGGREGATES = 7;
    private static final int EVENTS = 60;
    private static final BulkProcessors.Amounts AMOUNTS = new BulkProcessors.Amounts(2, 50, 3, 10);

    private final String processor = "bulk-" + UUID.randomUUID();
    private final Counting counting = new Counting();

    @Autowired
    private BulkProcessors processors;

    @Autowired
    private EventStorageEngine store;

    @Autowired
    private TokenStore tokens;

    @Autowired
    private TransactionManager transactions;

    @Autowired
    private Jdbi database;

    private List<String> aggregates = List.of();
    private long before;
    private AddedProcessors.Added made;

    record Said(int number) {}

    record Whispered(int number) {}

    /** What was handled, by aggregate, in that order; one number is refused. */
    static final class Counting {

        private final Map<String, List<Integer>> handled = new ConcurrentHashMap<>();
        private final Map<Integer, Long> positions = new ConcurrentHashMap<>();
        private volatile int refused = -1;

        @EventHandler
        void on(Said said, DomainEventMessage<?> message) {
            if (said.number() == refused) {
                throw new IllegalArgumentException("refused");
            }
            note(said.number(), message);
        }

        @EventHandler
        void on(Whispered whispered, DomainEventMessage<?> message) {
            note(whispered.number(), message);
        }

        private void note(int number, DomainEventMessage<?> message) {
            positions.put(number, PlacedEvent.positionOf(message).orElseThrow());
            handled.computeIfAbsent(message.getAggregateIdentifier(), first -> new ArrayList<>())
                    .add(number);
        }

        List<Integer> of(String aggregate) {
            return List.copyOf(handled.getOrDefault(aggregate, List.of()));
        }
    }

    @BeforeEach
    void muchHasHappened() {
        before = head();
        aggregates = Stream.generate(() -> UUID.randomUUID().toString())
                .limit(AGGREGATES)
                .toList();
        say(0, EVENTS);
        made = made(AMOUNTS);
    }

    private AddedProcessors.Added made(BulkProcessors.Amounts amounts) {
        return processors.make(
                processor, "test", counting, type -> type == Said.class, new SequentialPerAggregatePolicy(), amounts);
    }

    @AfterEach
    void stop() {
        made.processor().shutDown();
        made.ended().run();
    }

    @Test
    void eachEventIsHandledOnceInTheOrderOfItsAggregate() {
        startWithWhatIsNew();
        awaitHandled(0, EVENTS, Set.of());

        say(EVENTS, EVENTS + 20);

        awaitHandled(0, EVENTS + 20, Set.of());
    }

    /** More pages than are given out at once. */
    @Test
    void longHistoriesAreHandledToTheEnd() {
        say(EVENTS, 10 * EVENTS);

        startWithWhatIsNew();

        awaitHandled(0, 10 * EVENTS, Set.of());
    }

    @Test
    void whatIsNotWantedIsNotEvenRead() {
        store.appendEvents(List.of(
                new GenericDomainEventMessage<>("Thing", UUID.randomUUID().toString(), 0, new Whispered(1))));
        say(EVENTS, EVENTS + 20);
        database.useHandle(handle -> handle.createUpdate(
                        "update axon.domain_event set payload = 'no JSON' where payloadType like '%Whispered'")
                .execute());

        startWithWhatIsNew();

        awaitHandled(0, EVENTS + 20, Set.of());
        assertThat(made.parked().size()).isZero();
        assertThat(counting.handled.keySet()).containsAll(aggregates);
    }

    @Test
    void oneThatIsRefusedIsParkedWithWhatFollowsOfItsAggregateAndAllOthersAreHandled() {
        counting.refused = 8;

        startWithWhatIsNew();

        Set<Integer> parked = Set.copyOf(IntStream.range(0, EVENTS)
                .filter(number -> number >= 8 && number % AGGREGATES == 8 % AGGREGATES)
                .boxed()
                .toList());
        awaitHandled(0, EVENTS, parked);
        assertThat(made.parked().size()).isEqualTo(parked.size());
    }

    @Test
    void aSegmentThatIsFurtherThanOthersDoesNothingTwice() {
        transactions.executeInTransaction(() -> {
            tokens.initializeTokenSegments(processor, 2, token(before));
            tokens.fetchToken(processor, 1);
            tokens.storeToken(token(before + 24), processor, 1);
            tokens.releaseClaim(processor, 1);
        });

        made.processor().start();

        awaitThere();
        for (int aggregate = 0; aggregate < AGGREGATES; aggregate++) {
            int begun = isOfSegment1(aggregates.get(aggregate)) ? 24 : 0;
            assertThat(counting.of(aggregates.get(aggregate))).isEqualTo(numbers(aggregate, begun, EVENTS, Set.of()));
        }
    }

    @Test
    void aSegmentThatIsFurtherButForAnEventThatHadNotAppearedHandlesThatAndNothingTwice() {
        made.ended().run();
        made = made(new BulkProcessors.Amounts(2, 50, 1, 1_000_000));
        int missing = IntStream.range(0, AGGREGATES)
                .filter(aggregate -> isOfSegment1(aggregates.get(aggregate)))
                .findFirst()
                .orElse(0);
        transactions.executeInTransaction(() -> {
            tokens.initializeTokenSegments(processor, 2, token(before));
            tokens.fetchToken(processor, 1);
            tokens.storeToken(
                    GapAwareTrackingToken.newInstance(before + 24, Set.of(before + 1 + missing)), processor, 1);
            tokens.releaseClaim(processor, 1);
        });

        made.processor().start();

        awaitThere();
        for (int aggregate = 0; aggregate < AGGREGATES; aggregate++) {
            boolean ofSegment1 = isOfSegment1(aggregates.get(aggregate));
            assertThat(counting.of(aggregates.get(aggregate)))
                    .isEqualTo(Stream.concat(
                                    ofSegment1 && aggregate == missing ? Stream.of(missing) : Stream.empty(),
                                    numbers(aggregate, ofSegment1 ? 24 : 0, EVENTS, Set.of()).stream())
                            .toList());
        }
        assertThat(made.parked().size()).isZero();
    }

    @Test
    void oneThatHadNotAppearedWhenATokenWasStoredIsHandledToo() {
        transactions.executeInTransaction(() -> tokens.initializeTokenSegments(
                processor, 1, GapAwareTrackingToken.newInstance(before + 30, Set.of(before + 6))));

        made.processor().start();

        awaitThere();
        assertThat(counting.of(aggregates.get(5)))
                .isEqualTo(Stream.concat(Stream.of(5), numbers(5, 30, EVENTS, Set.of()).stream())
                        .toList());
        assertThat(counting.of(aggregates.get(4))).isEqualTo(numbers(4, 30, EVENTS, Set.of()));
    }

    @Test
    void oneWhoseTransactionEndsAfterTheBeginningIsHandledToo() throws InterruptedException {
        transactions.executeInTransaction(() -> tokens.initializeTokenSegments(processor, 2, token(before)));
        Transaction late = transactions.startTransaction();
        say(EVENTS, EVENTS + 1);
        Thread.ofPlatform().start(() -> say(EVENTS + 1, EVENTS + 2)).join();

        made.processor().start();
        await().until(() -> counting.positions.containsKey(EVENTS + 1));
        assertThat(counting.positions).doesNotContainKey(EVENTS);
        late.commit();

        await().until(() -> counting.positions.containsKey(EVENTS));
        awaitHandled(0, EVENTS + 2, Set.of());
    }

    @Test
    void oneWhoseTransactionEndsLateKnowsItsOwnPlaceAllTheSame() throws InterruptedException {
        startWithWhatIsNew();
        awaitHandled(0, EVENTS, Set.of());

        long newest = head();
        Transaction late = transactions.startTransaction();
        say(EVENTS, EVENTS + 1);
        Thread.ofPlatform().start(() -> say(EVENTS + 1, EVENTS + 2)).join();
        await().until(() -> counting.positions.containsKey(EVENTS + 1));
        late.commit();
        await().until(() -> counting.positions.containsKey(EVENTS));

        assertThat(counting.positions).containsEntry(EVENTS, newest + 1).containsEntry(EVENTS + 1, newest + 2);
        for (int number = 0; number < EVENTS; number++) {
            assertThat(counting.positions).containsEntry(number, newest - EVENTS + 1 + number);
        }
    }

    /** The store has what other tests have said, too. */
    private void startWithWhatIsNew() {
        transactions.executeInTransaction(() -> tokens.initializeTokenSegments(processor, 2, token(before)));
        made.processor().start();
    }

    private void say(int from, int to) {
        for (int number = from; number < to; number++) {
            store.appendEvents(List.of(new GenericDomainEventMessage<>(
                    "Thing", aggregates.get(number % AGGREGATES), number / AGGREGATES, new Said(number))));
        }
    }

    private void awaitHandled(int from, int to, Set<Integer> without) {
        awaitThere();
        for (int aggregate = 0; aggregate < AGGREGATES; aggregate++) {
            assertThat(counting.of(aggregates.get(aggregate))).isEqualTo(numbers(aggregate, from, to, without));
        }
    }

    private void awaitThere() {
        long head = head();
        await().until(() -> {
            var status = made.processor().processingStatus().values();
            return !status.isEmpty()
                    && status.stream()
                            .allMatch(segment -> segment.getCurrentPosition().orElse(-1) >= head);
        });
    }

    private static List<Integer> numbers(int aggregate, int from, int to, Set<Integer> without) {
        return IntStream.range(from, to)
                .filter(number -> number % AGGREGATES == aggregate && !without.contains(number))
                .boxed()
                .toList();
    }

    private static boolean isOfSegment1(String aggregate) {
        return (aggregate.hashCode() & 1) == 1;
    }

    private long head() {
        TrackingToken head = store.createHeadToken();
        return head == null ? 0 : head.position().orElseThrow();
    }

    private static GapAwareTrackingToken token(long position) {
        return GapAwareTrackingToken.newInstance(position, Set.of());
    }
}
