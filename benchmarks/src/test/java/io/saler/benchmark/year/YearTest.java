package io.saler.benchmark.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.json.ValueTypesModule;
import io.saler.query.EventFeed;
import io.saler.query.TestDatabase;
import io.saler.query.analytics.TestLedger;
import io.saler.query.report.TestReports;
import io.saler.query.tracking.TestTracking;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.MetaData;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A year of five shops, as small as it may be: reports say what plain SQL says that is run over the events. */
class YearTest {

    private static final long SEED = 20260329;
    private static final int ORDERS = 300;
    private static final int BATCH = 150;
    private static final int VISIT_EVENTS = 6_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new ValueTypesModule()).build();

    private static final TestDatabase DATABASE = TestDatabase.empty();
    private static final TestLedger LEDGER = new TestLedger(DATABASE);
    private static final ShopYear SHOPS = new ShopYear(SEED, ORDERS);
    private static final List<YearEvent> YEAR = new ArrayList<>();

    private final Comparison comparison = new Comparison();
    private final Answers answers = new Answers() {

        private final TestReports reports = new TestReports(DATABASE.jdbi());

        @Override
        public String csv(String report, Span span) {
            return reports.csv(asked(report, span));
        }

        @Override
        public String json(String report, Span span) {
            return reports.json(asked(report, span));
        }

        private TestReports.Asked asked(String report, Span span) {
            return new TestReports.Asked(
                    report,
                    span.store().id(),
                    span.store().currency(),
                    span.store().zone(),
                    span.granularity(),
                    span.from(),
                    span.to(),
                    span.asOf());
        }
    };

    @BeforeAll
    static void tell() {
        SHOPS.tell(YEAR::add);
        DATABASE.jdbi().useHandle(YearTest::store);
        feed(1, event -> true);
    }

    @Test
    void everyFigureOfEveryReportIsWhatPlainSqlSays() throws SQLException {
        LEDGER.read(1);
        try (Handle handle = DATABASE.jdbi().open()) {
            new YearCheck(new YearTruth(handle.getConnection()), answers, comparison).run();
            handle.execute("discard temp");
        }

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.compared()).isGreaterThan(10_000);
    }

    @Test
    void asOfAMomentIsAsIfAllWereHeardUpToThenAndNoMore() throws SQLException {
        Instant moment = Instant.parse("2025-08-13T09:41:07.123Z");
        feed(2, event -> !event.at().isAfter(moment));

        assertThat(stores()).hasSize(5).allSatisfy(store -> {
            for (String report : List.of("sales", "customers", "stock", "products")) {
                LEDGER.read(1);
                String then = answers.csv(report, weeks(store, moment));
                LEDGER.read(2);
                String heard = answers.csv(report, weeks(store, null));
                assertThat(then).as("%s of %s", report, store).isEqualTo(heard);
                LEDGER.read(1);
                assertThat(answers.csv(report, weeks(store, null))).isNotEqualTo(then);
            }
        });
    }

    private static Span weeks(YearTruth.Store store, @Nullable Instant asOf) {
        return new Span(store, "week", ShopYear.BEGIN, ShopYear.END, asOf);
    }

    /** As the segments of a processor do that is far behind: each has its own aggregates, and its own pace. */
    @Test
    void inWhichOrderAggregatesAreHeardMakesNoDifference() {
        Predicate<YearEvent> ofOneSegment = event -> event.aggregate().hashCode() % 2 == 0;
        Object handlers = LEDGER.generation(3);

        feed(handlers, ofOneSegment);
        feed(handlers, ofOneSegment.negate());

        assertThat(LEDGER.contents(3)).isEqualTo(LEDGER.contents(1));
    }

    @Test
    void whatVisitorsDidIsWhatPlainSqlSaysOfEachEventThatWasSent() throws SQLException, IOException {
        LEDGER.read(1);
        List<String> sent = new ArrayList<>();
        long different = new YearVisits(SEED, SHOPS.shops(), VISIT_EVENTS).tell(sent::add);
        var tracking = new TestTracking(DATABASE.jdbi(), DATABASE.springTransactions(), 0, Instant.now());
        for (int told = 0; told < sent.size(); told += BATCH) {
            tracking.tell(sent.subList(told, Math.min(told + BATCH, sent.size())));
        }
        List<YearTruth.Store> stores = stores();

        try (Handle handle = DATABASE.jdbi().open()) {
            byte[] lines = String.join("\n", sent).getBytes(StandardCharsets.UTF_8);
            var truth = new VisitTruth(handle.getConnection(), new ByteArrayInputStream(lines));
            new VisitCheck(truth, answers, comparison).run(stores);
            assertThat(truth.events())
                    .isEqualTo(different)
                    .isEqualTo(StoredVisits.in(handle.getConnection(), stores).now());
            handle.execute("discard temp");
        }

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.compared()).isGreaterThan(10_000);
        assertThat(stores)
                .allSatisfy(store ->
                        assertThat(answers.csv("funnel", weeks(store, null))).containsPattern("(,[1-9]\\d*){6},"));
    }

    private static List<YearTruth.Store> stores() throws SQLException {
        try (Handle handle = DATABASE.jdbi().open()) {
            List<YearTruth.Store> stores = new YearTruth(handle.getConnection()).stores();
            handle.execute("discard temp");
            return stores;
        }
    }

    private static void store(Handle handle) {
        handle.execute("create schema if not exists axon");
        handle.execute("drop table if exists axon.domain_event");
        handle.execute("""
                create table axon.domain_event (
                    globalIndex bigserial primary key, payloadType text, payload bytea, timeStamp text)""");
        var batch = handle.prepareBatch(
                "insert into axon.domain_event (payloadType, payload, timeStamp) values (:type, :payload, :at)");
        for (YearEvent event : YEAR) {
            batch.bind("type", event.payloadType())
                    .bind("payload", event.payload().getBytes(StandardCharsets.UTF_8))
                    .bind("at", event.at().toString())
                    .add();
        }
        batch.execute();
    }

    private static void feed(int generation, Predicate<YearEvent> heard) {
        feed(LEDGER.generation(generation), heard);
    }

    private static void feed(Object handlers, Predicate<YearEvent> heard) {
        var feed = new EventFeed(DATABASE, handlers);
        List<DomainEventMessage<?>> batch = new ArrayList<>();
        for (int position = 0; position < YEAR.size(); position++) {
            if (heard.test(YEAR.get(position))) {
                batch.add(message(YEAR.get(position), position));
            }
            if (batch.size() == BATCH || position == YEAR.size() - 1) {
                feed.publish(List.copyOf(batch));
                batch.clear();
            }
        }
    }

    private static DomainEventMessage<?> message(YearEvent event, long position) {
        try {
            Object payload = JSON.readValue(event.payload(), Class.forName(event.payloadType()));
            return new GenericTrackedDomainEventMessage<>(
                    new GlobalSequenceTrackingToken(position),
                    new GenericDomainEventMessage<>(
                            event.type(),
                            event.aggregate(),
                            event.sequence(),
                            payload,
                            MetaData.emptyInstance(),
                            "event-" + position,
                            event.at()));
        } catch (ClassNotFoundException unknown) {
            throw new AssertionError(unknown);
        }
    }
}
