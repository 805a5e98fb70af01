package io.saler.saga.journal.statistics;

import io.saler.journal.SagaId;
import io.saler.journal.SagaStatistics.FailureReason.Outcome;
import io.saler.saga.journal.statistics.StepLimits.Limit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which sagas are stuck for longer than may happen, or overdue. */
@Component
class TroubleTable {

    /**
     * Looks at sagas that have not ended alone, of which there is an index. Of a step that began before that was kept
     * it is known that it did not begin before the saga.
     */
    private static final String LOOK = """
            with limits as materialized (
                select * from jsonb_to_recordset(:limits::jsonb) as known (
                    "type" text, "step" text, "afterMs" bigint, "ofSomebody" boolean, "learnt" boolean)
            ), troubled as materialized (
                select saga_id, 'STUCK' as outcome, failing_since as since, step_since, type, step, failure as reason
                from saga.journal_saga
                where status = 'STUCK' and failing_since <= :stuckSince
                union all
                select saga_id, 'OVERDUE', allowed.since, in_step.since, saga.type, saga.step, saga.step
                from saga.journal_saga saga
                left join limits on limits."type" = lower(saga.type) and limits."step" = lower(replace(saga.step, '_', ''))
                left join saga.journal_trouble known using (saga_id)
                cross join lateral (select coalesce(saga.step_since, saga.started_at) as since) in_step
                cross join lateral (
                    select case
                        -- What is learnt moves, by which nothing begins or is over.
                        when known.outcome = 'OVERDUE' and known.step_since = in_step.since
                            and coalesce("learnt", true) then known.since
                        else make_interval(secs => coalesce("afterMs", :otherwiseMs) / 1000.0) + case
                            when not coalesce("ofSomebody", false) then in_step.since
                            else (
                                select min((deadline.value->>'at')::timestamptz)
                                from jsonb_each(saga.deadlines) deadline)
                        end
                    end as since
                ) allowed
                where status in ('RUNNING', 'COMPENSATING') and started_at <= :begunBefore and saga.step is not null
                    and allowed.since <= :now
                    -- What does not fail any more is given until the next look to go on.
                    and known.outcome is distinct from 'STUCK'
            ), gone_on as (
                delete from saga.journal_trouble known
                where not exists (select from troubled where troubled.saga_id = known.saga_id)
            )
            select troubled.*, known.step as known_step, known.reason as known_reason,
                (troubled.outcome, troubled.since) is distinct from (known.outcome, known.since) as begun
            from troubled left join saga.journal_trouble known using (saga_id)
            order by saga_id""";

    /** What begins is counted as a failure, once, since it is in the table from then on. */
    private static final String NOTE = """
            with noted as (
                select * from jsonb_to_recordset(:troubles::jsonb) as trouble (
                    "sagaId" uuid, "outcome" text, "since" timestamptz, "stepSince" timestamptz, "type" text,
                    "step" text, "reason" text, "begun" boolean)
            ), written as (
                insert into saga.journal_trouble (saga_id, outcome, since, step_since, type, step, reason)
                select "sagaId", "outcome", "since", "stepSince", "type", "step", "reason" from noted
                on conflict (saga_id) do update set
                    outcome = excluded.outcome,
                    since = excluded.since,
                    step_since = excluded.step_since,
                    step = excluded.step,
                    reason = excluded.reason
            )
            insert into saga.statistic_failure as known
                (seconds, at, outcome, type, reason, n, latest_saga, latest_at)
            select seconds, date_bin(make_interval(secs => seconds), "since", 'epoch'), "outcome", "type", "reason",
                count(*), (array_agg("sagaId" order by "since" desc))[1], max("since")
            from noted cross join (values (60), (900), (3600)) as resolution (seconds)
            where "begun"
            group by 1, 2, 3, 4, 5
            on conflict (seconds, at, outcome, type, reason) do update set
                n = known.n + excluded.n,
                latest_saga = case when excluded.latest_at >= known.latest_at
                    then excluded.latest_saga else known.latest_saga end,
                latest_at = greatest(known.latest_at, excluded.latest_at)""";

    private static final String CAUSES = """
            select outcome, type, coalesce(step, '') as step, reason, count(*) as n, min(since) as since,
                (array_agg(saga_id order by since))[1] as first_saga
            from saga.journal_trouble
            group by 1, 2, 3, 4
            order by n desc, 1, 2, 3, 4""";

    /** What has gone on meanwhile is in trouble no more, although nobody has looked yet. */
    private static final String BY_TYPE = """
            select type, count(*) as n from (
                select type from saga.journal_saga where status = 'STUCK' and failing_since <= :stuckSince
                union all
                select saga.type
                from saga.journal_trouble trouble join saga.journal_saga saga using (saga_id)
                where trouble.outcome = 'OVERDUE'
                    and trouble.step_since = coalesce(saga.step_since, saga.started_at)
                    and saga.status in ('RUNNING', 'COMPENSATING')
            ) troubled
            group by type""";

    private final Jdbi database;

    TroubleTable(Jdbi database) {
        this.database = database;
    }

    /** Sagas that are in trouble for the same reason. */
    record Cause(Outcome outcome, String type, String step, String reason, long count, Instant since, SagaId first) {}

    /**
     * What a saga is in, or was found in already.
     *
     * @param begun whether it was not in that before
     */
    private record Trouble(
            UUID sagaId,
            Outcome outcome,
            Instant since,
            @Nullable Instant stepSince,
            String type,
            @Nullable String step,
            String reason,
            boolean begun) {}

    /**
     * Brings the table up to date; returns how many were not in it before.
     *
     * @param shortest than which no limit can become, so that sagas that have just begun need not be looked at
     */
    int look(List<Limit> limits, Duration shortest, Duration otherwise, Instant stuckSince, Instant now) {
        List<Map<String, Object>> rows = limits.stream()
                .map(limit -> Map.<String, Object>of(
                        "type",
                        limit.type(),
                        "step",
                        limit.step(),
                        "afterMs",
                        limit.after().toMillis(),
                        "ofSomebody",
                        limit.ofSomebody(),
                        "learnt",
                        limit.learnt()))
                .toList();
        List<Trouble> news = database.withHandle(handle -> handle.createQuery(LOOK)
                .bind("limits", JsonMapper.shared().writeValueAsString(rows))
                .bind("otherwiseMs", otherwise.toMillis())
                .bind("stuckSince", stuckSince)
                .bind("begunBefore", now.minus(shortest))
                .bind("now", now)
                .reduceResultSet(new ArrayList<>(), (found, row, context) -> {
                    Trouble trouble = trouble(row);
                    if (trouble.begun() || !isKnown(trouble, row)) {
                        found.add(trouble);
                    }
                    return found;
                }));
        if (!news.isEmpty()) {
            database.useHandle(handle -> handle.createUpdate(NOTE)
                    .bind("troubles", JsonMapper.shared().writeValueAsString(news))
                    .execute());
        }
        return Math.toIntExact(news.stream().filter(Trouble::begun).count());
    }

    private static Trouble trouble(ResultSet row) throws SQLException {
        Outcome outcome = Outcome.valueOf(row.getString("outcome"));
        String reason = row.getString("reason");
        return new Trouble(
                row.getObject("saga_id", UUID.class),
                outcome,
                time(row, "since"),
                row.getObject("step_since") == null ? null : time(row, "step_since"),
                row.getString("type"),
                row.getString("step"),
                outcome == Outcome.STUCK ? CauseText.of(reason) : reason,
                row.getBoolean("begun"));
    }

    /** It may go on to fail for another reason, or in another step. */
    private static boolean isKnown(Trouble trouble, ResultSet row) throws SQLException {
        return trouble.reason().equals(row.getString("known_reason"))
                && Objects.equals(trouble.step(), row.getString("known_step"));
    }

    /** Those of most sagas first. */
    List<Cause> causes() {
        return database.withHandle(handle ->
                handle.createQuery(CAUSES).map((row, context) -> cause(row)).list());
    }

    /** How many sagas of each type are in trouble now. */
    Map<String, Long> byType(Instant stuckSince) {
        return database.withHandle(handle -> handle.createQuery(BY_TYPE)
                .bind("stuckSince", stuckSince)
                .reduceResultSet(new HashMap<>(), (counts, row, context) -> {
                    counts.put(row.getString("type"), row.getLong("n"));
                    return counts;
                }));
    }

    private static Cause cause(ResultSet row) throws SQLException {
        return new Cause(
                Outcome.valueOf(row.getString("outcome")),
                row.getString("type"),
                row.getString("step"),
                row.getString("reason"),
                row.getLong("n"),
                time(row, "since"),
                new SagaId(row.getObject("first_saga", UUID.class)));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
