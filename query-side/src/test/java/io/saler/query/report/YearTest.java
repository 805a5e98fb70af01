package io.saler.query.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.axonserver.json.ValueTypesModule;
import io.saler.benchmark.year.ShopYear;
import io.saler.benchmark.year.YearCheck;
import io.saler.benchmark.year.YearEvent;
import io.saler.benchmark.year.YearTruth;
import io.saler.benchmark.year.YearTruth.Span;
import io.saler.query.EventFeed;
import io.saler.query.TestDatabase;
import io.saler.query.analytics.TestLedger;
import io.saler.query.store.StoreView;
import io.saler.query.tracking.TestTracking;
import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

/** A year of five shops, as small as it may be: reports say what plain SQL says that is run over the stored events. */
class YearTest {

    private static final long SEED = 20260329;
    private static final int ORDERS = 300;
    private static final int BATCH = 150;
    private static final int SESSIONS = 1_000;
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final List<String> NOBODY = Collections.nCopies(6, "0");
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new ValueTypesModule()).build();

    private static final TestDatabase DATABASE = TestDatabase.empty();
    private static final TestLedger LEDGER = new TestLedger(DATABASE);
    private static final List<YearEvent> YEAR = new ArrayList<>();

    private final Reports reports = new Reports(
            DATABASE.jdbi(),
            null,
            new ReportSettings(
                    Duration.ofMinutes(5), Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ofMinutes(5)));
    private final ProductReport products = new ProductReport();

    @BeforeAll
    static void tell() {
        new ShopYear(SEED, ORDERS).tell(YEAR::add);
        DATABASE.jdbi().useHandle(YearTest::store);
        feed(1, event -> true);
    }

    @Test
    void everyFigureOfEveryReportIsWhatPlainSqlSays() throws SQLException {
        LEDGER.read(1);
        try (Handle handle = DATABASE.jdbi().open()) {
            var outcome = new YearCheck(new YearTruth(handle.getConnection()), this::csv).run();
            handle.execute("discard temp");

            assertThat(outcome.differences()).isEmpty();
            assertThat(outcome.compared()).isGreaterThan(10_000);
        }
    }

    @Test
    void asOfAMomentIsAsIfAllWereHeardUpToThenAndNoMore() throws SQLException {
        Instant moment = Instant.parse("2025-08-13T09:41:07.123Z");
        feed(2, event -> !event.at().isAfter(moment));

        assertThat(stores()).hasSize(5).allSatisfy(store -> {
            for (String report : List.of("sales", "customers", "stock", "products")) {
                LEDGER.read(1);
                String then = csv(report, store, "week", ShopYear.BEGIN, ShopYear.END, moment);
                LEDGER.read(2);
                String heard = csv(report, store, "week", ShopYear.BEGIN, ShopYear.END, null);
                assertThat(then).as("%s of %s", report, store).isEqualTo(heard);
                LEDGER.read(1);
                assertThat(csv(report, store, "week", ShopYear.BEGIN, ShopYear.END, null))
                        .isNotEqualTo(then);
            }
        });
    }

    @Test
    void whatVisitorsDidIsWhatPlainSqlSaysOfEachEvent() throws SQLException {
        LEDGER.read(1);
        List<YearTruth.Store> stores = stores();
        List<TestTracking.Visit> visits = new YearVisits(SEED).of(stores, SESSIONS);
        var tracking = new TestTracking(DATABASE.jdbi(), DATABASE.springTransactions(), 0, ShopYear.END);
        for (int told = 0; told < visits.size(); told += BATCH) {
            tracking.write(visits.subList(told, Math.min(told + BATCH, visits.size())));
        }

        try (Handle handle = DATABASE.jdbi().open()) {
            var truth = new VisitTruth(handle);
            for (YearTruth.Store store : stores) {
                Instant begin = midnight("2025-01-01", store);
                for (String granularity : List.of("day", "week", "month", "quarter", "year")) {
                    compare(truth, new Span(store, granularity, begin, midnight("2026-01-01", store), NEVER), null);
                }
                Instant moment = Instant.parse("2025-08-13T09:41:07.123Z");
                compare(truth, new Span(store, "month", begin, midnight("2026-01-01", store), moment), moment);
            }
        }
    }

    private void compare(VisitTruth truth, Span span, @Nullable Instant asOf) {
        String currency = span.store().currency().getCurrencyCode();
        Map<Instant, List<String>> expected = truth.funnel(span);
        String csv = Layout.FUNNEL.text(reports.read(new FunnelReport(), request("funnel", span, asOf)), currency);
        assertThat(csv.lines().skip(1).map(row -> List.of(row.split(","))).toList())
                .as("funnel of %s", span)
                .hasSizeGreaterThanOrEqualTo(expected.size())
                .allSatisfy(row -> assertThat(row.subList(3, 9))
                        .isEqualTo(expected.getOrDefault(Instant.parse(row.get(1)), NOBODY)));
        assertThat(expected.values()).anySatisfy(steps -> assertThat(steps).doesNotContain("0"));

        List<SearchTermFigures> terms = truth.terms(span);
        SearchTermRanking ranking = reports.read(new SearchTermReport(), request("search-terms", span, asOf))
                .current();
        assertThat(ranking.items()).as("search terms of %s", span).hasSize(5).isEqualTo(terms);
        assertThat(ranking.totals())
                .isEqualTo(new SearchTermRanking.Totals(
                        terms.size(),
                        terms.stream().mapToLong(SearchTermFigures::searches).sum(),
                        terms.stream()
                                .mapToLong(SearchTermFigures::withoutResults)
                                .sum()));
    }

    private static Instant midnight(String day, YearTruth.Store store) {
        return LocalDate.parse(day).atStartOfDay(store.zone()).toInstant();
    }

    private static List<YearTruth.Store> stores() throws SQLException {
        try (Handle handle = DATABASE.jdbi().open()) {
            List<YearTruth.Store> stores = new YearTruth(handle.getConnection()).stores();
            handle.execute("discard temp");
            return stores;
        }
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

    private String csv(
            String report,
            YearTruth.Store store,
            String granularity,
            Instant from,
            Instant to,
            @Nullable Instant asOf) {
        ReportRequest request = request(report, store, granularity, from, to, asOf);
        String currency = store.currency().getCurrencyCode();
        return switch (report) {
            case "sales" -> Layout.SALES.text(reports.read(new SalesReport(), request), currency);
            case "customers" -> Layout.CUSTOMERS.text(reports.read(new CustomerReport(), request), currency);
            case "stock" -> Layout.STOCK.text(reports.read(new StockReport(), request), currency);
            case "products" -> productCsv(request);
            default -> throw new IllegalArgumentException(report);
        };
    }

    private static ReportRequest request(String report, Span span, @Nullable Instant asOf) {
        return request(report, span.store(), span.granularity(), span.from(), span.to(), asOf);
    }

    private static ReportRequest request(
            String report,
            YearTruth.Store store,
            String granularity,
            Instant from,
            Instant to,
            @Nullable Instant asOf) {
        var parameters = new ReportParameters(
                from.toString(), to.toString(), granularity, null, "csv", null, asOf == null ? null : asOf.toString());
        var view = new StoreView(
                StoreId.of(store.id()),
                "Shop",
                store.currency(),
                new StoreTimeZone(store.zone().getId()),
                ShopYear.BEGIN);
        return report.equals("products") || report.equals("search-terms")
                ? parameters.readRanking(view, ReportParameters.Selection.ALL, ReportRequest.MOST_ITEMS, Instant.now())
                : parameters.read(view, ReportParameters.Selection.ALL, Instant.now());
    }

    private String productCsv(ReportRequest request) {
        var out = new ByteArrayOutputStream();
        try (var csv = ProductCsv.of(each -> reports.forEachProduct(products, request, each))) {
            csv.sendTo(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toString(StandardCharsets.UTF_8);
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
