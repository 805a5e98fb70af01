package io.saler.saga.journal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.saler.journal.FindSagaStatistics.Period;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatistics.FailureReason;
import io.saler.journal.SagaStatistics.FailureReason.Outcome;
import io.saler.journal.SagaStatistics.TimeInStep;
import io.saler.journal.SagaStatistics.Unended;
import io.saler.saga.journal.JournalSettings;
import io.saler.saga.journal.SagaOutline;
import io.saler.saga.journal.Standing;
import io.saler.saga.journal.statistics.TroubleTable.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Which sagas are found to be stuck or overdue, on a real database. */
class TroubleTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final WatchedDatabase database = WatchedDatabase.empty();
    private final StatisticsTable statistics = new StatisticsTable(database.jdbi);
    private final ProgressTable progress = new ProgressTable(database.jdbi);
    private final TroubleTable troubles = new TroubleTable(database.jdbi);
    private StepLimits limits = limits(Map.of());

    /** Only its name matters. */
    private record OrderSaga() {}

    private static final class Outline implements SagaOutline<OrderSaga> {

        @Override
        public Class<OrderSaga> saga() {
            return OrderSaga.class;
        }

        @Override
        public Map<String, String> about(OrderSaga saga) {
            return Map.of();
        }

        @Override
        public String retryDeadline() {
            return "retry";
        }

        @Override
        public Set<String> stepsOfSomebody() {
            return Set.of("AWAITING_CUSTOMER");
        }

        @Override
        public Standing standing(OrderSaga saga) {
            throw new UnsupportedOperationException("There is no such saga");
        }
    }

    private StepLimits limits(Map<String, Map<String, String>> said) {
        JournalSettings settings = Watching.settings(said);
        return new StepLimits(settings, statistics, List.of(new Outline()));
    }

    private int look(Instant time) {
        return troubles.look(
                limits.at(time), limits.shortest(), limits.otherwise(), time.minus(Duration.ofMinutes(1)), time);
    }

    private Instant minutesAgo(long minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    @Test
    void aSagaIsOverdueThatIsInItsStepForTooLongUntilItGoesOn() {
        SagaId slow = database.unended("RUNNING", "PAYING", minutesAgo(11));
        database.unended("RUNNING", "PAYING", minutesAgo(9));

        assertThat(look(now)).isEqualTo(1);
        assertThat(troubles.causes())
                .containsExactly(new Cause(Outcome.OVERDUE, "OrderSaga", "PAYING", "PAYING", 1, minutesAgo(1), slow));
        assertThat(byType()).isEqualTo(Map.of("OrderSaga", 1L));
        assertThat(statistics.unended()).containsExactly(new Unended("OrderSaga", 2, 0, 0, 1));

        database.set(slow, "step = 'CONFIRMING', step_since = :v0", now);

        // At once, although nobody has looked again.
        assertThat(byType()).isEmpty();
        assertThat(statistics.unended()).containsExactly(new Unended("OrderSaga", 2, 0, 0, 0));
        assertThat(look(now)).isZero();
        assertThat(troubles.causes()).isEmpty();
    }

    @Test
    void whatUndoesMayBeOverdueAndWhatHasEndedIsNot() {
        database.unended("COMPENSATING", "REJECTING", minutesAgo(11));
        SagaId ending = database.unended("COMPENSATING", "REJECTING", minutesAgo(11));
        assertThat(look(now)).isEqualTo(2);

        database.set(ending, "status = 'COMPENSATED', ended_at = :v0", now);

        assertThat(byType()).isEqualTo(Map.of("OrderSaga", 1L));
        look(now);
        assertThat(database.count("journal_trouble")).isEqualTo(1);
    }

    @Test
    void aSagaWithoutAStepIsNotOverdue() {
        database.unended("RUNNING", null, minutesAgo(1_000));

        assertThat(look(now)).isZero();
    }

    @Test
    void aStepThatBeganBeforeThatWasKeptIsAsLongAsItsSaga() {
        SagaId ofBefore = database.unended("RUNNING", "PAYING", minutesAgo(11));
        database.set(ofBefore, "step_since = null");

        assertThat(look(now)).isEqualTo(1);
        assertThat(look(now)).isZero();

        assertThat(troubles.causes().getFirst().since()).isEqualTo(minutesAgo(1));
        assertThat(byType()).isEqualTo(Map.of("OrderSaga", 1L));
        assertThat(statistics.unended()).containsExactly(new Unended("OrderSaga", 1, 0, 0, 1));

        database.set(ofBefore, "step = 'CONFIRMING', step_since = :v0", now);
        assertThat(byType()).isEmpty();
    }

    @Test
    void aSagaThatWaitsForItsCustomerIsOverdueOnlyAfterItsDeadline() {
        SagaId waiting = database.unended("RUNNING", "AWAITING_CUSTOMER", minutesAgo(5_000));
        database.unended("RUNNING", "AWAITING_CUSTOMER", minutesAgo(5_000));
        deadline(waiting, now.plusSeconds(1));
        assertThat(look(now)).isZero();

        deadline(waiting, minutesAgo(1).plusSeconds(1));
        assertThat(look(now)).isZero();

        deadline(waiting, minutesAgo(1));
        assertThat(look(now)).isEqualTo(1);
        assertThat(troubles.causes().getFirst().since()).isEqualTo(now);
    }

    private void deadline(SagaId saga, Instant at) {
        database.set(
                saga,
                "deadlines = :v0::jsonb",
                "{\"order-payment\": {\"at\": \"%s\", \"id\": \"1\"}, \"order-retry\": null}".formatted(at));
    }

    @Test
    void whatIsUsualIsLearnt() {
        for (int saga = 0; saga < 99; saga++) {
            database.left(SagaId.random(), "OrderSaga", "PAYING", Duration.ofSeconds(30), now);
        }
        count();
        database.unended("RUNNING", "PAYING", minutesAgo(4));
        database.unended("RUNNING", "RESERVING", minutesAgo(4));
        assertThat(look(now)).isZero();

        database.left(SagaId.random(), "OrderSaga", "PAYING", Duration.ofSeconds(30), now);
        count();

        // Five times half a minute, within a tenth.
        assertThat(look(now)).isEqualTo(1);
        assertThat(troubles.causes()).extracting(Cause::step).containsExactly("PAYING");
        assertThat(troubles.causes().getFirst().since())
                .isBetween(minutesAgo(4).plusSeconds(135), minutesAgo(4).plusSeconds(165));
        assertThat(overdueAfterMs("PAYING")).isBetween(135_000L, 165_000L);
    }

    /** What the limit is meanwhile does not matter until the saga goes on. */
    @Test
    void whatIsOverdueStaysSoHoweverTheLimitMoves() {
        SagaId slow = database.unended("RUNNING", "PAYING", minutesAgo(11));
        assertThat(look(now)).isEqualTo(1);

        for (int saga = 0; saga < 100; saga++) {
            database.left(SagaId.random(), "OrderSaga", "PAYING", Duration.ofSeconds(30), now);
        }
        count();
        assertThat(overdueAfterMs("PAYING")).isLessThan(180_000);
        assertThat(look(now)).isZero();
        for (int saga = 0; saga < 100; saga++) {
            database.left(SagaId.random(), "OrderSaga", "PAYING", Duration.ofDays(2), now);
        }
        count();
        assertThat(overdueAfterMs("PAYING")).isEqualTo(3_600_000);
        assertThat(look(now)).isZero();

        assertThat(troubles.causes())
                .containsExactly(new Cause(Outcome.OVERDUE, "OrderSaga", "PAYING", "PAYING", 1, minutesAgo(1), slow));
        assertThat(statistics.failures(Duration.ofMinutes(1), minutesAgo(20)))
                .extracting(FailureReason::outcome, FailureReason::count)
                .containsExactly(tuple(Outcome.OVERDUE, 1L));

        database.set(slow, "step_since = :v0", now);
        look(now);
        assertThat(troubles.causes()).isEmpty();
    }

    @Test
    void whatSomebodySaysOfTheStepEndsIt() {
        database.unended("RUNNING", "PAYING", minutesAgo(11));
        look(now);

        limits = limits(Map.of("OrderSaga", Map.of("PAYING", "20m")));

        assertThat(look(now)).isZero();
        assertThat(troubles.causes()).isEmpty();
    }

    @Test
    void whatIsLearntHasBounds() {
        for (int saga = 0; saga < 100; saga++) {
            database.left(SagaId.random(), "OrderSaga", "RESERVING", Duration.ofMillis(2), now);
            database.left(SagaId.random(), "OrderSaga", "PAYING", Duration.ofDays(2), now);
            database.left(SagaId.random(), "OrderSaga", "AWAITING_CUSTOMER", Duration.ofDays(2), now);
        }
        count();

        assertThat(overdueAfterMs("RESERVING")).isEqualTo(60_000);
        assertThat(overdueAfterMs("PAYING")).isEqualTo(3_600_000);
        assertThat(overdueAfterMs("AWAITING_CUSTOMER")).isNull();
    }

    @Test
    void whatSomebodySaysHolds() {
        for (int saga = 0; saga < 100; saga++) {
            database.left(SagaId.random(), "OrderSaga", "PAYING", Duration.ofSeconds(30), now);
        }
        count();
        // As an environment variable would have it.
        limits = limits(Map.of("ordersaga", Map.of("PAYING", "20m", "reserving", "2m")));
        database.unended("RUNNING", "PAYING", minutesAgo(19));
        database.unended("RUNNING", "RESERVING", minutesAgo(3));

        look(now);

        assertThat(troubles.causes()).extracting(Cause::step).containsExactly("RESERVING");
        assertThat(overdueAfterMs("PAYING")).isEqualTo(1_200_000);
    }

    @Test
    void anEnvironmentVariableMaySayIt() {
        var environment = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of("SALER_SAGAJOURNAL_STEPS_ORDERSAGA_AWAIT_PAYMENT", "20m"));
        JournalSettings bound = new Binder(ConfigurationPropertySources.from(environment))
                .bind("saler.saga-journal", JournalSettings.class)
                .get();
        limits = limits(bound.steps());
        database.unended("RUNNING", "AWAIT_PAYMENT", minutesAgo(19));
        database.unended("RUNNING", "AWAIT_PAYMENT", minutesAgo(21));

        assertThat(look(now)).isEqualTo(1);
        assertThat(troubles.causes().getFirst().since()).isEqualTo(minutesAgo(1));
    }

    private Long overdueAfterMs(String step) {
        return new Overview(statistics, new UnendedSagas(statistics), limits, new WorkQueues(database.jdbi, List.of()))
                .of(Period.HOUR, now).steps().stream()
                        .filter(each -> each.step().equals(step))
                        .map(TimeInStep::overdueAfterMs)
                        .toList()
                        .getFirst();
    }

    @Test
    void whatFailsIsStuckAndNotOverdueAndCountsAsOneFailureForEachTime() {
        SagaId first = failing(minutesAgo(3), "No answer about 33333333-3333-4333-8333-333333333333");
        failing(minutesAgo(2), "No answer about 44444444-4444-4444-8444-444444444444");
        failing(now.minusSeconds(59), "No answer about 55555555-5555-4555-8555-555555555555");

        assertThat(look(now)).isEqualTo(2);
        assertThat(look(now)).isZero();
        assertThat(troubles.causes())
                .containsExactly(
                        new Cause(Outcome.STUCK, "OrderSaga", "PAYING", "No answer about …", 2, minutesAgo(3), first));

        database.set(first, "status = 'RUNNING', failure = null, failing_since = null, step_since = :v0", now);
        look(now);
        assertThat(database.count("journal_trouble")).isEqualTo(1);
        database.set(first, "status = 'STUCK', failure = 'No answer about it', failing_since = :v0", now);
        assertThat(look(now.plusSeconds(60))).isEqualTo(2);

        assertThat(statistics.failures(Duration.ofMinutes(1), minutesAgo(10)))
                .extracting(FailureReason::outcome, FailureReason::reason, FailureReason::count)
                .containsExactly(
                        tuple(Outcome.STUCK, "No answer about …", 3L), tuple(Outcome.STUCK, "No answer about it", 1L));
    }

    @Test
    void whatGoesOnToFailForAnotherReasonIsNotCountedAnew() {
        SagaId saga = failing(minutesAgo(3), "503, attempt 1");
        look(now);
        database.set(saga, "failure = '503, attempt 2'");
        assertThat(look(now)).isZero();
        assertThat(troubles.causes()).extracting(Cause::reason).containsExactly("…, attempt …");

        database.set(saga, "step = 'CONFIRMING', failure = 'Refused'");
        assertThat(look(now)).isZero();

        assertThat(troubles.causes())
                .containsExactly(
                        new Cause(Outcome.STUCK, "OrderSaga", "CONFIRMING", "Refused", 1, minutesAgo(3), saga));
        assertThat(statistics.failures(Duration.ofMinutes(1), minutesAgo(10)))
                .extracting(FailureReason::reason, FailureReason::count)
                .containsExactly(tuple("…, attempt …", 1L));
    }

    /** The same saga may get from one kind of trouble into the other. */
    @Test
    void whatIsOverdueMayFailAfterwards() {
        SagaId saga = database.unended("RUNNING", "PAYING", minutesAgo(30));
        look(now);
        database.set(saga, "status = 'STUCK', failure = 'Away', failing_since = :v0", minutesAgo(2));

        assertThat(look(now)).isEqualTo(1);

        assertThat(troubles.causes()).extracting(Cause::outcome).containsExactly(Outcome.STUCK);
        assertThat(byType()).isEqualTo(Map.of("OrderSaga", 1L));
        assertThat(statistics.unended()).containsExactly(new Unended("OrderSaga", 0, 0, 1, 0));
    }

    /** Its work is done, of which it hears a moment later. */
    @Test
    void whatDoesNotFailAnyMoreIsOverdueOnlyIfItDoesNotGoOn() {
        SagaId saga = failing(minutesAgo(50), "Away");
        look(now);
        database.set(saga, "status = 'RUNNING', failure = null, failing_since = null");

        assertThat(look(now)).isZero();
        assertThat(troubles.causes()).isEmpty();

        assertThat(look(now)).isEqualTo(1);
        assertThat(troubles.causes()).extracting(Cause::outcome).containsExactly(Outcome.OVERDUE);
    }

    private SagaId failing(Instant since, String failure) {
        SagaId saga = database.unended("STUCK", "PAYING", minutesAgo(60));
        database.set(saga, "failing_since = :v0, failure = :v1", since, failure);
        return saga;
    }

    private Map<String, Long> byType() {
        return troubles.byType(minutesAgo(1));
    }

    private void count() {
        database.inTransaction(() -> {
            progress.lock();
            progress.count(1_000);
        });
    }
}
