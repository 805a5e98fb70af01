package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saler.catalog.ProductCreated;
import io.saler.eventstore.AggregateView;
import io.saler.eventstore.EventView;
import io.saler.eventstore.FindAggregateAt;
import io.saler.eventstore.FindEvents;
import io.saler.eventstore.FoundEvents;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.journal.FindSagaStatistics;
import io.saler.journal.FindSagaStatistics.Period;
import io.saler.journal.JournalEntry.FieldChange;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatistics;
import io.saler.journal.SagaStatistics.Bar;
import io.saler.journal.SagaStatistics.Counts;
import io.saler.journal.SagaStatistics.FailureReason;
import io.saler.journal.SagaStatistics.Interval;
import io.saler.journal.SagaStatistics.TimeInStep;
import io.saler.journal.SagaStatistics.TimeToComplete;
import io.saler.journal.SagaStatistics.Unended;
import io.saler.journal.SagaStatistics.WorkQueue;
import io.saler.order.OrderConfirmed;
import io.saler.order.OrderPlaced;
import io.saler.query.report.ReportTables;
import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import io.saler.store.StoreTimeZoneChanged;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The overview, and the pages of what is about events: projections, dead letters, and the event store itself. */
@Import(DashboardPagesTest.Others.class)
class DashboardPagesTest extends ServedDashboard {

    private static final String HOME = "/admin/dashboard";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final SagaId LATEST = SagaId.random();
    private static final String ORDER = UUID.randomUUID().toString();

    @Autowired
    private StandIn sides;

    @Autowired
    private Jdbi database;

    /** Not marked as what it is, or it would be found by the applications of all tests. */
    static class Others {
        @Bean
        StandIn sides() {
            return new StandIn();
        }
    }

    /** Stands in for the sides that know how sagas do, and what aggregates were. */
    static final class StandIn implements MessageRules {

        private volatile boolean away;
        private volatile FindEvents asked;

        @QueryHandler
        @Nullable
        SagaStatistics find(FindSagaStatistics query) {
            return away
                    ? null
                    : new SagaStatistics(
                            query.period(),
                            BEGIN,
                            BEGIN.plusSeconds(3600),
                            BEGIN.plusSeconds(3590),
                            List.of(new Unended("OrderSaga", 11, 2, 3, 1), new Unended("RefundSaga", 1, 0, 0, 0)),
                            new Counts(70, 60, 7, 2),
                            List.of(
                                    new Interval(BEGIN, new Counts(40, 40, 0, 0)),
                                    new Interval(BEGIN.plusSeconds(60), new Counts(30, 20, 7, 2))),
                            List.of(new TimeToComplete(
                                    "OrderSaga", 60, 420L, null, List.of(new Bar(0, 500, 50), new Bar(500, 1000, 10)))),
                            List.of(new TimeInStep("OrderSaga", "PAYING", 60, 300L, 900L, 18_000, 71.4, null)),
                            List.of(new FailureReason(
                                    FailureReason.Outcome.STUCK,
                                    "OrderSaga",
                                    "No <answer>",
                                    3,
                                    LATEST,
                                    BEGIN.plusSeconds(9))),
                            List.of(new WorkQueue("payment-gateway", 5, 4, 3, 2, 1_000L, 7)));
        }

        @QueryHandler
        FoundEvents find(FindEvents query) {
            asked = query;
            return new FoundEvents(List.of(event(1)), 41L, BEGIN);
        }

        @QueryHandler
        @Nullable
        AggregateView find(FindAggregateAt query) {
            return !query.aggregateId().equals(ORDER)
                    ? null
                    : new AggregateView(
                            "Order",
                            ORDER,
                            query.sequence() == null ? 2 : query.sequence(),
                            2,
                            BEGIN,
                            event(1),
                            Map.of("status", "CONFIRMED"),
                            Map.of("status", "PLACED"),
                            Map.of("status", new FieldChange("PLACED", "CONFIRMED")));
        }

        private static EventView event(long sequence) {
            return new EventView(
                    UUID.randomUUID().toString(),
                    42L,
                    "Order",
                    ORDER,
                    sequence,
                    "OrderConfirmed",
                    "2",
                    BEGIN,
                    "SYSTEM:order-saga",
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of("orderId", ORDER));
        }

        @Override
        public List<MessageRule<?>> messageRules() {
            return Stream.of(FindSagaStatistics.class, FindEvents.class, FindAggregateAt.class)
                    .<MessageRule<?>>map(MessageRule::decidedByHandler)
                    .toList();
        }
    }

    @AfterEach
    void everythingIsAsItWas() {
        sides.away = false;
        database.useHandle(handle -> {
            handle.execute("alter table query.product drop constraint if exists refused");
            handle.execute("delete from axon.dead_letter");
        });
    }

    @Test
    void theOverviewTellsHowSagasDo() {
        String body = page(HOME, administrator).body();

        assertThat(figure(body, "Running")).isEqualTo("12");
        assertThat(figure(body, "Compensating")).isEqualTo("2");
        assertThat(figure(body, "Stuck")).isEqualTo("3");
        assertThat(figure(body, "Overdue")).isEqualTo("1");
        assertThat(body)
                .contains("No &lt;answer&gt;")
                .contains("href=\"/admin/dashboard/sagas/" + LATEST + "\"")
                .contains("420 ms")
                .contains("Take payment")
                .contains("height=\"100.00%\"");
        assertThat(body).doesNotContain("??");
    }

    private static String figure(String body, String label) {
        Matcher figure = Pattern.compile("<span>" + label + "</span></span><strong>([0-9]+)</strong>", Pattern.DOTALL)
                .matcher(body);
        assertThat(figure.find()).as(label).isTrue();
        return figure.group(1);
    }

    @Test
    void thePeriodIsChosen() {
        for (Period period : Period.values()) {
            String name = period.name().toLowerCase(java.util.Locale.ROOT);
            HttpResponse<String> answer = page(HOME + "?period=" + name, administrator);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("href=\"/admin/dashboard?period=" + name + "\" aria-current=\"true\"");
        }
        assertThat(page(HOME + "?period=century", administrator).statusCode()).isEqualTo(400);
    }

    @Test
    void whileNobodyKnowsHowSagasDoThePageSaysSo() {
        sides.away = true;

        HttpResponse<String> answer = page(HOME, administrator);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("away for the moment");
        assertThat(header(answer, "Retry-After")).isEqualTo("2");
    }

    @Test
    void projectionsAreListedPausedAndResumed() {
        assertThat(page(HOME + "/projections", administrator).body())
                .contains("href=\"/admin/dashboard/projections/catalog\"");

        HttpResponse<String> paused = act("projections/catalog/pause", "reason=" + encoded("to look <at> it"));

        assertThat(paused.statusCode()).isEqualTo(302);
        assertThat(header(paused, "Location")).endsWith("/admin/dashboard/projections/catalog?done=pause");
        await().until(() ->
                page(HOME + "/projections/catalog", administrator).body().contains("status paused"));
        assertThat(act("projections/catalog/resume", "reason=done").statusCode())
                .isEqualTo(302);
        await().until(() ->
                page(HOME + "/projections/catalog", administrator).body().contains("status running"));
    }

    @Test
    void whatMakesNoSenseForAProjectionIsSaidOnItsPage() {
        HttpResponse<String> merged = act("projections/catalog/merge", "reason=because");
        assertThat(merged.statusCode()).isEqualTo(409);
        assertThat(merged.body()).contains("It has only one segment.");
        assertThat(act("projections/catalog/pause", "reason=").statusCode()).isEqualTo(400);
        assertThat(act("projections/none/pause", "reason=because").statusCode()).isEqualTo(404);
        assertThat(act("projections/catalog/explode", "reason=because").statusCode())
                .isEqualTo(404);
        assertThat(page(HOME + "/projections/none", administrator).statusCode()).isEqualTo(404);
    }

    @Test
    void aNewGenerationIsComparedAndReadAndGoneBackFrom() {
        String first = HOME + "/projections/tally@1";
        await().until(() -> page(first, administrator).body().contains("Is read"));
        // Before all events, so that it is surely compared.
        database.useHandle(handle ->
                handle.execute("insert into tally_1.ordered values (gen_random_uuid(), -9, gen_random_uuid(), 1)"));

        HttpResponse<String> begun = act("projections/tally@1/rebuild", "reason=because");

        assertThat(header(begun, "Location")).endsWith("/admin/dashboard/projections/tally@1?done=rebuild");
        await().until(() -> page(first, administrator).body().contains("id=\"accept-rebuild\""));
        assertThat(page(first, administrator).body())
                .contains(
                        "Waiting for a decision", "Only in the old one", "ordered", "tally@2", "id=\"cancel-rebuild\"");
        assertThat(page(first, administrator + "; saler-language=ar").body()).contains("بانتظار قرار");
        assertThat(act("projections/tally@1/accept-rebuild", "reason=").statusCode())
                .isEqualTo(400);
        assertThat(act("projections/tally@1/accept-rebuild", "reason=because").statusCode())
                .isEqualTo(302);
        await().until(() -> page(first, administrator).body().contains("Go back to tally@1"));
        assertThat(act("projections/tally@2/rollback", "reason=because").statusCode())
                .isEqualTo(302);
        await().until(() -> page(first, administrator).body().contains("Go back to tally@2"));
        assertThat(act("projections/tally@1/drop-previous", "reason=because").statusCode())
                .isEqualTo(302);
        HttpResponse<String> again = act("projections/tally@1/rollback", "reason=because");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("No other generation of it is kept.");
    }

    @Test
    void aParkedEventIsShownWithItsCauseAndTriedAgain() {
        assertThat(page(HOME + "/dead-letters", administrator).body()).contains("No event is parked");
        database.useHandle(
                handle -> handle.execute("alter table query.product add constraint refused check (sku <> 'PARKED')"));
        ProductCreated parked = Story.product(store.storeId(), "PARKED", "Parked", "1");
        publish(store, parked);
        await().until(() -> page(HOME + "/dead-letters", administrator)
                .body()
                .contains(parked.productId().toString()));
        String body =
                page(HOME + "/dead-letters?processor=catalog", administrator).body();
        assertThat(body).contains("ProductCreated").contains("refused").contains("Try everything of catalog again");
        Matcher letter = Pattern.compile("dead-letters/([0-9a-f-]{36})/retry").matcher(body);
        assertThat(letter.find()).isTrue();
        database.useHandle(handle -> handle.execute("alter table query.product drop constraint refused"));

        HttpResponse<String> retried = act("dead-letters/" + letter.group(1) + "/retry", "reason=mended");

        // Unless it was tried again by itself a moment before.
        assertThat(retried.statusCode()).isIn(302, 404);
        await().until(() -> page(HOME + "/dead-letters", administrator).body().contains("No event is parked"));
        assertThat(act("dead-letters/" + letter.group(1) + "/discard", "reason=late")
                        .statusCode())
                .isEqualTo(404);
        assertThat(act("dead-letters/retry", "reason=all").statusCode()).isEqualTo(302);
    }

    @Test
    void eventsAreListedAndChosen() {
        String body = page(
                        HOME + "/events?aggregate=" + ORDER
                                + "&type=OrderConfirmed&from=2026-01-01T00:00&to=2026-01-02T00:00",
                        administrator)
                .body();

        assertThat(sides.asked.aggregateId()).isEqualTo(ORDER);
        assertThat(sides.asked.type()).isEqualTo("OrderConfirmed");
        assertThat(sides.asked.from()).isEqualTo(BEGIN);
        assertThat(sides.asked.to()).isEqualTo(BEGIN.plusSeconds(86_400));
        assertThat(body)
                .contains("href=\"/admin/dashboard/events/aggregates/" + ORDER + "?at=1\"")
                .contains("SYSTEM:order-saga");
        Matcher next = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(body);
        assertThat(next.find()).isTrue();
        page(next.group(1).replace("&amp;", "&"), administrator);
        assertThat(sides.asked.after()).isEqualTo(41L);
        assertThat(sides.asked.type()).isEqualTo("OrderConfirmed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"type=Nothing", "from=soon", "to=2026", "after=nowhere", "aggregate=%00"})
    void anAddressThatMakesNoSenseIsAPageThatSaysSo(String query) {
        assertThat(page(HOME + "/events?" + query, administrator).statusCode()).isEqualTo(400);
    }

    @Test
    void anAggregateIsShownAtOneOfItsEventsBesideWhatItWasBefore() {
        String body = page(HOME + "/events/aggregates/" + ORDER + "?at=1", administrator)
                .body();

        assertThat(body)
                .contains("Event #1 / #2")
                .contains("?at=0\"")
                .contains("?at=2\"")
                .contains("<del>&quot;PLACED&quot;</del>")
                .contains("<ins>&quot;CONFIRMED&quot;</ins>");
        assertThat(page(HOME + "/events/aggregates/" + ORDER, administrator).body())
                .contains("Event #2 / #2");
        assertThat(page(HOME + "/events/aggregates/none", administrator).statusCode())
                .isEqualTo(404);
        assertThat(page(HOME + "/events/aggregates/" + ORDER + "?at=last", administrator)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aReportIsShownByTheStoresCalendarAndSavedAsCsv() {
        OrderPlaced order = Story.order(customer, store.storeId(), shirt);
        publish(store, new StoreTimeZoneChanged(store.storeId(), new StoreTimeZone("Asia/Riyadh")), shirt, order);
        publish(new OrderConfirmed(order.orderId(), null));
        String query = "?store=" + store.storeId() + "&from=2026-10-31&until=2026-11-01";
        await().until(() ->
                page(HOME + "/reports" + query, administrator).body().contains("<td class=\"number\">39.98</td>"));

        String body = page(HOME + "/reports" + query + "&compare=previous", administrator)
                .body();
        assertThat(body)
                .contains("Corner shop, Asia/Riyadh")
                .contains("<th scope=\"row\" dir=\"auto\">2026-10-31</th>")
                .contains("<th scope=\"row\" dir=\"auto\">2026-11-01</th>")
                .contains("The time before")
                .doesNotContain("2026-11-02</th>")
                .doesNotContain("??");
        assertThat(page(HOME + "/reports" + query + "&asOf=2026-11-01T12:00", administrator)
                        .body())
                .doesNotContain("39.98");
        for (String report : ReportTables.REPORTS) {
            assertThat(page(HOME + "/reports" + query + "&report=" + report, administrator)
                            .statusCode())
                    .as(report)
                    .isEqualTo(200);
        }
        HttpResponse<String> saved = page(HOME + "/reports/export" + query, administrator);
        assertThat(header(saved, "Content-Disposition")).contains("sales-2026-10-31.csv");
        assertThat(saved.body()).startsWith("name,placed,orders").contains("2026-11-01,1,1,2,39.98,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-11-02&until=2026-11-01",
                "from=then",
                "until=then",
                "granularity=minute",
                "granularity=hour&from=2020-01-01",
                "asOf=then",
                "asOf=2199-01-01T00:00",
                "report=weather"
            })
    void aReportThatMakesNoSenseIsNotMadeAndTheFormIsStillThere(String query) {
        publish(store);
        await().until(() ->
                page(HOME + "/reports?store=" + store.storeId(), administrator).statusCode() == 200);

        HttpResponse<String> answer = page(HOME + "/reports?store=" + store.storeId() + "&" + query, administrator);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("role=\"alert\"").contains("name=\"granularity\"");
    }

    @Test
    void ofAStoreThatIsNoneThereIsNoReport() {
        assertThat(page(HOME + "/reports?store=" + StoreId.random(), administrator)
                        .statusCode())
                .isEqualTo(404);
        assertThat(page(HOME + "/reports?store=shop", administrator).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/projections", "/projections/catalog", "/dead-letters", "/events", "/reports"})
    void everyPageSpeaksArabic(String path) {
        HttpResponse<String> answer =
                get(HOME + path, null, "Accept", "text/html", "Accept-Language", "ar", "Cookie", administrator);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("dir=\"rtl\"").doesNotContain("??");
    }

    private HttpResponse<String> act(String path, String form) {
        return send(
                HOME + "/" + path, form + "&_csrf=" + masked(FORM_TOKEN), administrator + "; saler-form=" + FORM_TOKEN);
    }
}
