package io.saler.saga.journal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.saler.journal.FindSagaStatistics.Period;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatistics;
import io.saler.journal.SagaStatistics.Counts;
import io.saler.journal.SagaStatistics.FailureReason;
import io.saler.journal.SagaStatistics.FailureReason.Outcome;
import io.saler.journal.SagaStatistics.Interval;
import io.saler.journal.SagaStatistics.TimeInStep;
import io.saler.journal.SagaStatistics.TimeToComplete;
import io.saler.saga.journal.statistics.ProgressTable.Counted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statistics of what sagas have done, on a real database. */
class CountedProgressTest {

    private static final String ORDER = "OrderSaga";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final WatchedDatabase database = WatchedDatabase.empty();
    private final ProgressTable progress = new ProgressTable(database.jdbi);
    private final StatisticsTable statistics = new StatisticsTable(database.jdbi);
    private final Overview overview = new Overview(
            statistics,
            new UnendedSagas(statistics),
            new StepLimits(Watching.settings(), statistics, List.of()),
            new WorkQueues(database.jdbi, List.of()));

    @ParameterizedTest
    @EnumSource(Period.class)
    void whatHasHappenedIsToldByTheIntervalsOfThePeriod(Period period) {
        Instant earlier = now.minus(period.interval().multipliedBy(2));
        database.begun(SagaId.random(), ORDER, earlier);
        database.begun(SagaId.random(), ORDER, now);
        database.ended(SagaId.random(), ORDER, "COMPLETED", null, Duration.ofMillis(100), now);
        database.ended(SagaId.random(), "RefundSaga", "COMPLETED", null, Duration.ofSeconds(3), now);
        database.ended(SagaId.random(), ORDER, "COMPENSATED", "payment-declined", Duration.ofMillis(50), now);
        database.ended(SagaId.random(), ORDER, "CANCELLED", "order-cancelled", Duration.ofMillis(50), earlier);
        database.begun(SagaId.random(), ORDER, now.minus(period.interval().multipliedBy(period.intervals() + 1L)));

        countAll();

        SagaStatistics told = overview.of(period, now);
        assertThat(told.counts()).isEqualTo(new Counts(2, 2, 1, 1));
        assertThat(told.intervals()).hasSize(period.intervals());
        assertThat(told.intervals().getFirst().from()).isEqualTo(told.from());
        assertThat(told.intervals().getLast().counts()).isEqualTo(new Counts(1, 2, 1, 0));
        assertThat(told.intervals().get(period.intervals() - 3).counts()).isEqualTo(new Counts(1, 0, 0, 1));
        assertThat(told.intervals()).extracting(Interval::from).isSorted();
        assertThat(told.intervals().getLast().from()).isBetween(now.minus(period.interval()), now);
        assertThat(told.countedAt()).isEqualTo(now);
    }

    @Test
    void thereIsNothingToTellOfNothing() {
        SagaStatistics told = overview.of(Period.WEEK, now);

        assertThat(told.counts()).isEqualTo(new Counts(0, 0, 0, 0));
        assertThat(told.countedAt()).isNull();
        assertThat(told.intervals()).hasSize(168);
        assertThat(told.now()).isEmpty();
        assertThat(told.timesToComplete()).isEmpty();
        assertThat(told.steps()).isEmpty();
        assertThat(told.failures()).isEmpty();
    }

    @Test
    void timesAreToldOfTheWholeWayAndOfEachStep() {
        for (int saga = 0; saga < 100; saga++) {
            database.left(SagaId.random(), ORDER, "PAYING", Duration.ofMillis(saga < 98 ? 100 : 5_000), now);
            database.left(SagaId.random(), ORDER, "RESERVING", Duration.ofMillis(20), now);
            database.ended(SagaId.random(), ORDER, "COMPLETED", null, Duration.ofMillis(saga < 98 ? 125 : 5_025), now);
        }
        // What is undone has not completed, and clocks of two nodes may differ.
        database.ended(SagaId.random(), ORDER, "COMPENSATED", "payment-declined", Duration.ofDays(9), now);
        database.left(SagaId.random(), ORDER, "RESERVING", Duration.ofMillis(-7), now);

        countAll();

        SagaStatistics told = overview.of(Period.HOUR, now);
        TimeToComplete whole = told.timesToComplete().getFirst();
        assertThat(told.timesToComplete()).hasSize(1);
        assertThat(whole.count()).isEqualTo(100);
        assertThat(whole.medianMs()).isBetween(113L, 137L);
        assertThat(whole.p99Ms()).isBetween(4_523L, 5_527L);
        assertThat(whole.histogram().stream()
                        .mapToLong(SagaStatistics.Bar::count)
                        .sum())
                .isEqualTo(100);
        assertThat(told.steps())
                .extracting(TimeInStep::step, TimeInStep::count, TimeInStep::totalMs, TimeInStep::sharePercent)
                .containsExactly(
                        tuple("PAYING", 100L, 19_800L, 88.8),
                        tuple("RESERVING", 101L, 2_000L, 9.0),
                        tuple("LAST", 101L, 505L, 2.3));
        assertThat(told.steps().getFirst().medianMs()).isBetween(90L, 110L);
    }

    @Test
    void failuresAreToldWithTheLatestSaga() {
        SagaId latest = SagaId.random();
        SagaId late = SagaId.random();
        database.ended(
                SagaId.random(), ORDER, "COMPENSATED", "payment-declined", Duration.ofSeconds(1), now.minusMillis(9));
        database.ended(latest, ORDER, "COMPENSATED", "payment-declined", Duration.ofSeconds(1), now);
        database.ended(SagaId.random(), ORDER, "CANCELLED", null, Duration.ofSeconds(1), now);
        countAll();
        // It had happened before, but its transaction has committed only now.
        database.ended(late, ORDER, "COMPENSATED", "payment-declined", Duration.ofSeconds(1), now.minusMillis(5));
        countAll();

        List<FailureReason> failures = overview.of(Period.HOUR, now).failures();

        assertThat(failures)
                .extracting(FailureReason::outcome, FailureReason::reason, FailureReason::count)
                .containsExactly(
                        tuple(Outcome.COMPENSATED, "payment-declined", 3L), tuple(Outcome.CANCELLED, "unknown", 1L));
        assertThat(failures.getFirst().latestSaga()).isEqualTo(latest);
        assertThat(failures.getFirst().latestAt()).isEqualTo(now);
    }

    @Test
    void whatCommitsAfterSomethingLaterIsCountedOnceAllTheSame() {
        try (Handle slow = database.jdbi.open()) {
            slow.begin();
            slow.execute(
                    "insert into saga.journal_progress (saga_id, type, begun_at) values (gen_random_uuid(), ?, ?)",
                    ORDER,
                    java.sql.Timestamp.from(now.minusSeconds(5)));
            database.begun(SagaId.random(), ORDER, now);
            countAll();
            assertThat(started()).isEqualTo(1);

            slow.commit();
        }
        countAll();
        countAll();

        assertThat(started()).isEqualTo(2);
    }

    @Test
    void whatWasCountedInATransactionThatCameToNothingIsCountedAgain() {
        database.begun(SagaId.random(), ORDER, now);

        assertThatIllegalStateException()
                .isThrownBy(() -> database.inTransaction(() -> {
                    progress.lock();
                    progress.count(10);
                    throw new IllegalStateException("The node is killed");
                }))
                .withMessage("The node is killed");
        assertThat(started()).isZero();

        countAll();
        assertThat(started()).isEqualTo(1);
    }

    @Test
    void nodesThatCountAtTheSameTimeCountNothingTwice() {
        for (int saga = 0; saga < 500; saga++) {
            database.begun(SagaId.random(), ORDER, now);
        }
        var told = new AtomicInteger();
        List<CompletableFuture<Void>> nodes = IntStream.range(0, 4)
                .mapToObj(node -> CompletableFuture.runAsync(() -> {
                    for (int portions = 0; portions < 40; portions++) {
                        database.inTransaction(() -> {
                            progress.lock();
                            told.addAndGet(progress.count(7).stream()
                                    .filter(each -> each.kind() == Counted.Kind.COUNT)
                                    .mapToInt(each -> (int) each.n())
                                    .sum());
                        });
                    }
                }))
                .toList();
        nodes.forEach(CompletableFuture::join);

        assertThat(started()).isEqualTo(500);
        assertThat(told).hasValue(500);
        assertThat(database.count("journal_progress")).isZero();
    }

    @Test
    void whatIsOldIsForgotten() {
        database.ended(
                SagaId.random(), ORDER, "COMPENSATED", "x", Duration.ofSeconds(1), now.minus(Duration.ofHours(3)));
        database.ended(SagaId.random(), ORDER, "COMPENSATED", "x", Duration.ofSeconds(1), now);
        countAll();
        assertThat(database.count("statistic_count")).isEqualTo(6);
        assertThat(database.count("statistic_failure")).isEqualTo(6);

        statistics.prune(Duration.ofMinutes(1), now.minus(Duration.ofHours(2)));

        assertThat(database.count("statistic_count")).isEqualTo(5);
        assertThat(database.count("statistic_failure")).isEqualTo(5);
        assertThat(database.count("statistic_time")).isEqualTo(5);
    }

    private long started() {
        return overview.of(Period.HOUR, now).counts().started();
    }

    private void countAll() {
        database.inTransaction(() -> {
            progress.lock();
            progress.count(1_000);
            progress.countedAt(now);
        });
    }
}
