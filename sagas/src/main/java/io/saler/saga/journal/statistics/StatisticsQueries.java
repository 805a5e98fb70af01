package io.saler.saga.journal.statistics;

import io.saler.journal.FindSagaStatistics;
import io.saler.journal.FindSagaStatistics.Period;
import io.saler.journal.SagaStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers how sagas do, anew after a second: many may look at the same time, and again and again. */
@Component
class StatisticsQueries {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Overview overview;
    private final Map<Period, Answer> answers = new EnumMap<>(Period.class);

    StatisticsQueries(Overview overview) {
        this.overview = overview;
    }

    private record Answer(SagaStatistics statistics, long at) {}

    @QueryHandler
    synchronized SagaStatistics answer(FindSagaStatistics query) {
        Answer last = answers.get(query.period());
        if (last == null || System.nanoTime() - last.at() >= FRESH.toNanos()) {
            last = new Answer(overview.of(query.period(), Instant.now()), System.nanoTime());
            answers.put(query.period(), last);
        }
        return last.statistics();
    }
}
