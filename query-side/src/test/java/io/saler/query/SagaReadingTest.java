package io.saler.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.failure.Failure;
import io.saler.failure.Forbidden;
import io.saler.gateway.access.MessageRule;
import io.saler.gateway.access.MessageRules;
import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.journal.CountSagas;
import io.saler.journal.FindSaga;
import io.saler.journal.FindSagaStatistics;
import io.saler.journal.FindSagas;
import io.saler.journal.FoundSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.JournalEntry.FieldChange;
import io.saler.journal.JournalEntry.Kind;
import io.saler.journal.JournalEntry.Outcome;
import io.saler.journal.RevealSaga;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaCount;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.journal.SagaJournal;
import io.saler.journal.SagaStatistics;
import io.saler.journal.SagaStatistics.Bar;
import io.saler.journal.SagaStatistics.Counts;
import io.saler.journal.SagaStatistics.FailureReason;
import io.saler.journal.SagaStatistics.Interval;
import io.saler.journal.SagaStatistics.TimeInStep;
import io.saler.journal.SagaStatistics.TimeToComplete;
import io.saler.journal.SagaStatistics.Unended;
import io.saler.journal.SagaStatistics.WorkQueue;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What administrators read of sagas, which other processes have. */
@Import(SagaReadingTest.Others.class)
class SagaReadingTest extends ServedQuerySide {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final SagaView STUCK = new SagaView(
            SagaId.random(),
            "OrderSaga",
            SagaStatus.STUCK,
            "CONFIRMING",
            BEGIN.plusSeconds(1),
            BEGIN,
            BEGIN.plusSeconds(7),
            null,
            null,
            new SagaView.Failure("The stock's side is away", BEGIN.plusSeconds(1), 3, BEGIN.plusSeconds(11)),
            null,
            new SagaView.Deadline("order-retry", BEGIN.plusSeconds(11)),
            Map.of("orderId", "33333333-3333-4333-8333-333333333333"),
            Set.of(SagaAction.RETRY, SagaAction.CANCEL));

    private static final SagaView ENDED = new SagaView(
            SagaId.random(),
            "OrderSaga",
            SagaStatus.COMPLETED,
            "CONFIRMING",
            BEGIN.minusSeconds(8),
            BEGIN.minusSeconds(9),
            BEGIN.minusSeconds(8),
            BEGIN.minusSeconds(8),
            null,
            null,
            null,
            null,
            Map.of("orderId", "44444444-4444-4444-8444-444444444444"),
            Set.of());

    private static final UserId READER = UserId.random();

    private final String administrator = Tokens.of(UserId.random(), Role.ADMIN);

    @Autowired
    private SagasStandIn sagas;

    /** Not marked as what it is, or it would be found by the applications of all tests. */
    static class Others {
        @Bean
        SagasStandIn sagas() {
            return new SagasStandIn();
        }

        @Bean
        StatisticsStandIn statistics() {
            return new StatisticsStandIn();
        }
    }

    /** Stands in for the sagas' side. */
    static final class SagasStandIn implements MessageRules {

        private volatile SagaFilter asked;
        private volatile @Nullable String reason;

        @QueryHandler
        FoundSagas find(FindSagas query) {
            asked = query.filter();
            return new FoundSagas(Stream.of(STUCK, ENDED)
                    .filter(saga -> query.after() == null
                            || saga.startedAt().isBefore(query.after().startedAt()))
                    .limit(query.limit())
                    .toList());
        }

        @QueryHandler
        @Nullable
        SagaJournal find(FindSaga query) {
            return !query.sagaId().equals(STUCK.sagaId())
                    ? null
                    : new SagaJournal(
                            STUCK,
                            LongStream.rangeClosed(query.after() + 1, 3)
                                    .limit(query.limit())
                                    .mapToObj(SagasStandIn::entry)
                                    .toList());
        }

        @QueryHandler
        SagaCount count(CountSagas query) {
            asked = query.filter();
            return new SagaCount(query.action() == SagaAction.RETRY ? 1 : SagaCount.MOST, query.action() == null);
        }

        /** To one of the administrators. */
        @QueryHandler
        @Nullable
        SagaJournal reveal(RevealSaga query, MetaData metaData) {
            reason = query.reason();
            if (!Actor.of(metaData).is(READER)) {
                Failure refused = new Forbidden();
                throw new QueryExecutionException(refused.details().message(), refused, refused.details());
            }
            SagaJournal masked = find(new FindSaga(query.sagaId(), query.after(), query.limit()));
            return masked == null
                    ? null
                    : new SagaJournal(
                            masked.saga(),
                            masked.entries().stream()
                                    .map(entry -> entry.with(Map.of("reason", "In my own words")))
                                    .toList());
        }

        private static JournalEntry entry(long number) {
            return new JournalEntry(
                    number,
                    BEGIN.plusSeconds(number),
                    Kind.COMMAND,
                    "ConfirmOrder",
                    Outcome.REFUSED,
                    12L,
                    "already-paid: The order is paid already.",
                    null,
                    null,
                    null,
                    Map.of("orderId", "33333333-3333-4333-8333-333333333333"),
                    Map.of("process.phase", new FieldChange("PAYING", "CONFIRMING")),
                    null);
        }

        @Override
        public List<MessageRule<?>> messageRules() {
            return MessageRule.allInRole(
                    Role.ADMIN, FindSagas.class, CountSagas.class, FindSaga.class, RevealSaga.class);
        }
    }

    /** Stands in for it too. */
    static final class StatisticsStandIn implements MessageRules {

        @QueryHandler
        SagaStatistics find(FindSagaStatistics query) {
            Counts counts = new Counts(9, 6, 2, 1);
            return new SagaStatistics(
                    query.period(),
                    BEGIN.minus(query.period().interval()),
                    BEGIN,
                    BEGIN.minusSeconds(5),
                    List.of(new Unended("OrderSaga", 3, 2, 1, 1)),
                    counts,
                    List.of(new Interval(BEGIN.minus(query.period().interval()), counts)),
                    List.of(new TimeToComplete("OrderSaga", 6, 120L, 900L, List.of(new Bar(64, 128, 6)))),
                    List.of(new TimeInStep("OrderSaga", "PAYING", 6, 100L, 800L, 700, 87.5, 60_000L)),
                    List.of(new FailureReason(
                            FailureReason.Outcome.STUCK, "OrderSaga", "No answer", 2, STUCK.sagaId(), BEGIN)),
                    List.of(new WorkQueue("charge-payment", 4, 2, 1, 1, null, 7)));
        }

        @Override
        public List<MessageRule<?>> messageRules() {
            return List.of(MessageRule.inRole(FindSagaStatistics.class, Role.ADMIN));
        }
    }

    @Test
    void howSagasDoIsToldOfAPeriod() {
        JsonNode day = json(get("/admin/sagas/statistics?period=DAY", administrator));

        assertThat(day.path("period").asString()).isEqualTo("DAY");
        assertThat(day.path("from").asString()).isEqualTo("2025-12-31T23:45:00Z");
        assertThat(day.path("countedAt").asString()).isEqualTo("2025-12-31T23:59:55Z");
        assertThat(day.path("now").path(0).path("overdue").asInt()).isEqualTo(1);
        assertThat(day.path("counts").path("completed").asInt()).isEqualTo(6);
        assertThat(day.path("intervals")
                        .path(0)
                        .path("counts")
                        .path("cancelled")
                        .asInt())
                .isEqualTo(1);
        JsonNode completed = day.path("timesToComplete").path(0);
        assertThat(completed.path("p99Ms").asInt()).isEqualTo(900);
        assertThat(completed.path("histogram").path(0).path("belowMs").asInt()).isEqualTo(128);
        JsonNode step = day.path("steps").path(0);
        assertThat(step.path("sharePercent").asDouble()).isEqualTo(87.5);
        assertThat(step.path("overdueAfterMs").asInt()).isEqualTo(60_000);
        assertThat(day.path("failures").path(0).path("latestSaga").asString())
                .isEqualTo(STUCK.sagaId().toString());
        assertThat(day.path("queues").path(0).path("mostFailures").asInt()).isEqualTo(7);
        assertThat(day.path("queues").path(0).has("oldestDueMs")).isFalse();
        assertThat(json(get("/admin/sagas/statistics", administrator))
                        .path("period")
                        .asString())
                .isEqualTo("HOUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MONTH", "hour", "1"})
    void thereIsNoOtherPeriod(String period) {
        HttpResponse<String> answer = get("/admin/sagas/statistics?period=" + period, administrator);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void sagasAreListedInPagesWithWhyAndSinceWhenTheyAreStuck() {
        JsonNode first = json(get("/admin/sagas?limit=1", administrator));
        JsonNode saga = first.path("items").path(0);

        assertThat(saga.path("sagaId").asString()).isEqualTo(STUCK.sagaId().toString());
        assertThat(saga.path("status").asString()).isEqualTo("STUCK");
        assertThat(saga.path("step").asString()).isEqualTo("CONFIRMING");
        assertThat(saga.path("failure").path("reason").asString()).isEqualTo("The stock's side is away");
        assertThat(saga.path("failure").path("since").asString()).isEqualTo("2026-01-01T00:00:01Z");
        assertThat(saga.path("failure").path("attempts").asInt()).isEqualTo(3);
        assertThat(saga.path("failure").path("retryAt").asString()).isEqualTo("2026-01-01T00:00:11Z");
        assertThat(saga.has("endedAt")).isFalse();
        JsonNode second =
                json(get("/admin/sagas?limit=1&after=" + first.path("next").asString(), administrator));
        assertThat(second.path("items").path(0).path("status").asString()).isEqualTo("COMPLETED");
        assertThat(second.path("items").path(0).has("failure")).isFalse();
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void whatIsAskedForIsAskedOfTheSagas() {
        Instant before = Instant.now();

        json(get("/admin/sagas?status=STUCK&type=OrderSaga&association=orderId:7&stuckFor=PT5M", administrator));

        assertThat(sagas.asked.status()).isEqualTo(SagaStatus.STUCK);
        assertThat(sagas.asked.type()).isEqualTo("OrderSaga");
        assertThat(sagas.asked.association()).isEqualTo(new SagaFilter.Association("orderId", "7"));
        assertThat(sagas.asked.stuckSince())
                .isBetween(before.minus(Duration.ofMinutes(5)), Instant.now().minus(Duration.ofMinutes(5)));
        json(get("/admin/sagas?association=33333333-3333-4333-8333-333333333333", administrator));
        assertThat(sagas.asked.association())
                .isEqualTo(new SagaFilter.Association(null, "33333333-3333-4333-8333-333333333333"));
    }

    @Test
    void everythingThatCanBeAskedForIsAskedOfTheSagas() {
        json(get(
                "/admin/sagas?step=PAYING&startedAfter=2026-01-01T00:00:00Z&startedBefore=2026-02-01T00:00:00Z"
                        + "&reason=payment-declined&failure=No%20answer&customer=Ada@example.org",
                administrator));

        assertThat(sagas.asked)
                .isEqualTo(new SagaFilter(
                        null,
                        null,
                        "PAYING",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-02-01T00:00:00Z"),
                        null,
                        "payment-declined",
                        "No answer",
                        null,
                        new EmailAddress("Ada@example.org")));
    }

    @Test
    void sagasAreCountedAsFarAsThatIsWorthwhile() {
        JsonNode all = json(get("/admin/sagas/count?type=OrderSaga", administrator));
        assertThat(all.path("count").asInt()).isEqualTo(10_000);
        assertThat(all.path("more").asBoolean()).isTrue();
        assertThat(sagas.asked.type()).isEqualTo("OrderSaga");

        JsonNode stuck = json(get("/admin/sagas/count?action=RETRY&failure=away", administrator));
        assertThat(stuck.path("count").asInt()).isEqualTo(1);
        assertThat(stuck.path("more").asBoolean()).isFalse();
        assertThat(sagas.asked.failure()).isEqualTo("away");
        assertThat(get("/admin/sagas/count?action=SLEEP", administrator).statusCode())
                .isEqualTo(400);
        assertThat(get("/admin/sagas/count?stuckFor=soon", administrator).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsPersonalIsShownToThoseWhoMayReadIt() {
        String path = "/admin/sagas/%s?personal=".formatted(STUCK.sagaId());
        String reader = Tokens.of(READER, Role.ADMIN);

        assertThat(json(get(path + "true", reader))
                        .path("journal")
                        .path(0)
                        .path("payload")
                        .path("reason")
                        .asString())
                .isEqualTo("In my own words");
        assertThat(sagas.reason).isNull();
        json(get(path + "true&reason=They%20have%20asked", reader));
        assertThat(sagas.reason).isEqualTo("They have asked");
        assertThat(get(path + "true&reason=", reader).statusCode()).isEqualTo(400);
        assertThat(get(path + "true&reason=a%0Ab", reader).statusCode()).isEqualTo(400);
        assertThat(get(path + "false", reader).body()).doesNotContain("In my own words");
        problem(get(path + "true", administrator), 403, "forbidden");
        assertThat(get(path + "please", reader).statusCode()).isEqualTo(400);
        problem(get("/admin/sagas/%s?personal=true".formatted(SagaId.random()), reader), 404, "saga-unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=SLEEPING",
                "type=%00",
                "association=",
                "association=%00",
                "step=%00",
                "reason=%00",
                "failure=%00",
                "startedAfter=yesterday",
                "startedAfter=1999-12-31T00:00:00Z",
                "startedBefore=+99999-01-01T00:00:00Z",
                "customer=nobody",
                "stuckFor=soon",
                "stuckFor=-PT1M",
                "stuckFor=PT999999999H",
                "limit=0",
                "limit=201",
                "after=nowhere"
            })
    void aParameterThatMakesNoSenseIsRefused(String parameter) {
        HttpResponse<String> answer = get("/admin/sagas?" + parameter, administrator);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void aSagaIsReadWithItsJournalInPages() {
        String path = "/admin/sagas/" + STUCK.sagaId();
        JsonNode first = json(get(path + "?limit=2", administrator));

        assertThat(first.path("status").asString()).isEqualTo("STUCK");
        assertThat(first.path("nextDeadline").path("name").asString()).isEqualTo("order-retry");
        assertThat(first.path("journal").size()).isEqualTo(2);
        JsonNode entry = first.path("journal").path(0);
        assertThat(entry.path("kind").asString()).isEqualTo("COMMAND");
        assertThat(entry.path("outcome").asString()).isEqualTo("REFUSED");
        assertThat(entry.path("durationMs").asInt()).isEqualTo(12);
        assertThat(entry.path("payload").path("orderId").asString()).startsWith("3333");
        assertThat(entry.path("change").path("process.phase").path("to").asString())
                .isEqualTo("CONFIRMING");
        JsonNode second = json(get(path + "?limit=2&after=" + first.path("next").asString(), administrator));
        assertThat(second.path("journal").path(0).path("number").asInt()).isEqualTo(3);
        assertThat(second.path("next").isNull()).isTrue();
        problem(get("/admin/sagas/" + SagaId.random(), administrator), 404, "saga-unknown");
        assertThat(get(path + "?after=nowhere", administrator).statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyElseReadsThem() {
        for (Role role : List.of(Role.CUSTOMER, Role.MERCHANT)) {
            String token = Tokens.of(UserId.random(), role);
            assertThat(get("/admin/sagas", token).statusCode()).isEqualTo(403);
            assertThat(get("/admin/sagas/statistics", token).statusCode()).isEqualTo(403);
            assertThat(get("/admin/sagas/" + STUCK.sagaId(), token).statusCode())
                    .isEqualTo(403);
        }
        assertThat(get("/admin/sagas", null).statusCode()).isEqualTo(401);
        assertThat(get("/admin/sagas/count", Tokens.of(UserId.random(), Role.MERCHANT))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/admin/sagas/count", null).statusCode()).isEqualTo(401);
        assertThat(get("/admin/sagas/statistics", null).statusCode()).isEqualTo(401);
    }
}
