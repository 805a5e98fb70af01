package io.saler.saga.journal.statistics;

import io.saler.journal.FindSagaStatistics.Period;
import io.saler.journal.SagaStatistics;
import io.saler.journal.SagaStatistics.Counts;
import io.saler.journal.SagaStatistics.Interval;
import io.saler.journal.SagaStatistics.TimeInStep;
import io.saler.journal.SagaStatistics.TimeToComplete;
import io.saler.journal.SagaStatus;
import io.saler.saga.journal.statistics.StatisticsTable.StepOfType;
import io.saler.saga.journal.statistics.StepLimits.Limit;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Puts together what was counted within a period. */
@Component
class Overview {

    private final StatisticsTable statistics;
    private final UnendedSagas unended;
    private final StepLimits limits;
    private final WorkQueues queues;

    Overview(StatisticsTable statistics, UnendedSagas unended, StepLimits limits, WorkQueues queues) {
        this.statistics = statistics;
        this.unended = unended;
        this.limits = limits;
        this.queues = queues;
    }

    SagaStatistics of(Period period, Instant now) {
        Instant from = beginning(period, now);
        Instant countedAt = statistics.countedAt().orElse(null);
        List<Interval> intervals = intervals(period, from);
        Map<StepOfType, Histogram> times = statistics.times(period.interval(), from);
        return new SagaStatistics(
                period,
                from,
                now,
                countedAt,
                unended.byType(),
                sum(intervals),
                intervals,
                timesToComplete(times),
                timesInSteps(times, now),
                statistics.failures(period.interval(), from),
                queues.all());
    }

    /** Of the first interval, so that the last is the one that now is in. */
    private static Instant beginning(Period period, Instant now) {
        long seconds = period.interval().toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds)
                .minus(period.interval().multipliedBy(period.intervals() - 1L));
    }

    private List<Interval> intervals(Period period, Instant from) {
        Map<Instant, Map<String, Long>> counted = statistics.counts(period.interval(), from);
        return IntStream.range(0, period.intervals())
                .mapToObj(number -> from.plus(period.interval().multipliedBy(number)))
                .map(at -> new Interval(at, counts(counted.getOrDefault(at, Map.of()))))
                .toList();
    }

    private static Counts counts(Map<String, Long> counted) {
        return new Counts(
                counted.getOrDefault(ProgressTable.STARTED, 0L),
                counted.getOrDefault(SagaStatus.COMPLETED.name(), 0L),
                counted.getOrDefault(SagaStatus.COMPENSATED.name(), 0L),
                counted.getOrDefault(SagaStatus.CANCELLED.name(), 0L));
    }

    private static Counts sum(List<Interval> intervals) {
        return intervals.stream()
                .map(Interval::counts)
                .reduce(
                        new Counts(0, 0, 0, 0),
                        (one, other) -> new Counts(
                                one.started() + other.started(),
                                one.completed() + other.completed(),
                                one.compensated() + other.compensated(),
                                one.cancelled() + other.cancelled()));
    }

    private static List<TimeToComplete> timesToComplete(Map<StepOfType, Histogram> times) {
        return times.entrySet().stream()
                .filter(each -> each.getKey().step().isEmpty())
                .map(each -> new TimeToComplete(
                        each.getKey().type(),
                        each.getValue().count(),
                        each.getValue().quantileMs(0.5),
                        each.getValue().quantileMs(0.99),
                        each.getValue().bars()))
                .sorted(Comparator.comparing(TimeToComplete::type))
                .toList();
    }

    private List<TimeInStep> timesInSteps(Map<StepOfType, Histogram> times, Instant now) {
        List<Limit> known = limits.at(now);
        var totals = new HashMap<String, Double>();
        times.forEach((step, time) -> {
            if (!step.step().isEmpty()) {
                totals.merge(step.type(), time.totalMs(), Double::sum);
            }
        });
        return times.entrySet().stream()
                .filter(each -> !each.getKey().step().isEmpty())
                .map(each -> inStep(
                        each.getKey(),
                        each.getValue(),
                        totals.getOrDefault(each.getKey().type(), 0.0),
                        limits.of(each.getKey().type(), each.getKey().step(), known)))
                .sorted(Comparator.comparing(TimeInStep::type)
                        .thenComparing(TimeInStep::totalMs, Comparator.reverseOrder()))
                .toList();
    }

    private static TimeInStep inStep(StepOfType step, Histogram time, double ofType, Limit limit) {
        return new TimeInStep(
                step.type(),
                step.step(),
                time.count(),
                time.quantileMs(0.5),
                time.quantileMs(0.99),
                Math.round(time.totalMs()),
                ofType == 0 ? 0 : Math.round(1000 * time.totalMs() / ofType) / 10.0,
                limit.ofSomebody() ? null : (Long) limit.after().toMillis());
    }
}
