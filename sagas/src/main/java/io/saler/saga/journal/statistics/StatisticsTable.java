package io.saler.saga.journal.statistics;

import io.saler.journal.SagaId;
import io.saler.journal.SagaStatistics.FailureReason;
import io.saler.journal.SagaStatistics.Unended;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** What was counted. None of this reads what grows with the number of sagas that have ended. */
@Component
class StatisticsTable {

    private static final int MOST_FAILURES = 50;

    private static final String COUNTS = """
            select at, what, sum(n) as n from saga.statistic_count
            where seconds = :seconds and at >= :from
            group by at, what""";

    private static final String TIMES = """
            select type, step, bucket, sum(n) as n, sum(total_ms) as total_ms from saga.statistic_time
            where seconds = :seconds and at >= :from
            group by type, step, bucket""";

    private static final String FAILURES = """
            select outcome, type, reason, sum(n) as n, max(latest_at) as latest_at,
                (array_agg(latest_saga order by latest_at desc))[1] as latest_saga
            from saga.statistic_failure
            where seconds = :seconds and at >= :from
            group by outcome, type, reason
            order by n desc, latest_at desc
            limit :most""";

    private static final String UNENDED = """
            select saga.type,
                count(*) filter (where status = 'RUNNING') as running,
                count(*) filter (where status = 'COMPENSATING') as compensating,
                count(*) filter (where status = 'STUCK') as stuck,
                count(trouble.saga_id) as overdue
            from saga.journal_saga saga
            left join saga.journal_trouble trouble on trouble.saga_id = saga.saga_id
                and trouble.outcome = 'OVERDUE' and trouble.step_since = coalesce(saga.step_since, saga.started_at)
                and saga.status <> 'STUCK'
            where status in ('RUNNING', 'COMPENSATING', 'STUCK')
            group by saga.type""";

    private final Jdbi database;

    StatisticsTable(Jdbi database) {
        this.database = database;
    }

    /** A step of a type; that of the whole way is empty. */
    record StepOfType(String type, String step) {}

    /** How often what happened in each interval that there was something in. */
    Map<Instant, Map<String, Long>> counts(Duration interval, Instant from) {
        return database.withHandle(handle -> handle.createQuery(COUNTS)
                .bind("seconds", interval.toSeconds())
                .bind("from", from)
                .reduceResultSet(new HashMap<>(), (counts, row, context) -> {
                    counts.computeIfAbsent(time(row, "at"), at -> new HashMap<>())
                            .put(row.getString("what"), row.getLong("n"));
                    return counts;
                }));
    }

    /** How long steps have taken, and all of them together. */
    Map<StepOfType, Histogram> times(Duration interval, Instant from) {
        return database.withHandle(handle -> handle.createQuery(TIMES)
                .bind("seconds", interval.toSeconds())
                .bind("from", from)
                .reduceResultSet(new LinkedHashMap<>(), (times, row, context) -> {
                    times.computeIfAbsent(
                                    new StepOfType(row.getString("type"), row.getString("step")),
                                    step -> new Histogram())
                            .add(row.getInt("bucket"), row.getLong("n"), row.getDouble("total_ms"));
                    return times;
                }));
    }

    List<FailureReason> failures(Duration interval, Instant from) {
        return database.withHandle(handle -> handle.createQuery(FAILURES)
                .bind("seconds", interval.toSeconds())
                .bind("from", from)
                .bind("most", MOST_FAILURES)
                .map((row, context) -> new FailureReason(
                        FailureReason.Outcome.valueOf(row.getString("outcome")),
                        row.getString("type"),
                        row.getString("reason"),
                        row.getLong("n"),
                        new SagaId(row.getObject("latest_saga", UUID.class)),
                        time(row, "latest_at")))
                .list());
    }

    List<Unended> unended() {
        return database.withHandle(handle -> handle.createQuery(UNENDED)
                .map((row, context) -> new Unended(
                        row.getString("type"),
                        row.getLong("running"),
                        row.getLong("compensating"),
                        row.getLong("stuck"),
                        row.getLong("overdue")))
                .list());
    }

    Optional<Instant> countedAt() {
        return database.withHandle(handle -> handle.createQuery(
                        "select counted_at from saga.statistic_progress where counted_at is not null")
                .map((row, context) -> time(row, "counted_at"))
                .findOne());
    }

    /** Forgets what was counted by intervals of this length and is older. */
    void prune(Duration interval, Instant before) {
        for (String table : List.of("statistic_count", "statistic_time", "statistic_failure")) {
            database.useHandle(handle -> handle.createUpdate(
                            "delete from saga.%s where seconds = :seconds and at < :before".formatted(table))
                    .bind("seconds", interval.toSeconds())
                    .bind("before", before)
                    .execute());
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
