package io.saler.saga.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.saler.axonserver.json.ValueTypesModule;
import io.saler.journal.FindSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tables of the journal. */
@Component
class JournalTable {

    /**
     * In the order of the sagas, so that no two transactions wait for each other. A saga whose own steps all succeed
     * stays stuck while the work fails that it waits for: a message that it handles meanwhile does not change that.
     */
    private static final String WRITE = """
            with given as materialized (
                select written.*, coalesce(("entries"->0->>'at')::timestamptz, "at") as "begun",
                    before.saga_id is null as "isNew", before.step as "stepBefore",
                    before.step_since as "stepBeforeSince", before.started_at as "startedBefore"
                from jsonb_to_recordset(:rows::jsonb) as written (
                    "sagaId" uuid, "type" text, "status" text, "ownStatus" text, "step" text, "stepSince" timestamptz,
                    "reason" text, "at" timestamptz, "endedAt" timestamptz, "failure" text, "attempts" integer,
                    "retriedBy" text, "deadlines" jsonb, "associations" jsonb, "newAssociations" boolean,
                    "entries" jsonb)
                -- Whoever writes a saga has its lock, so nobody else changes it meanwhile.
                left join saga.journal_saga before on before.saga_id = "sagaId"
            ), known as (
                insert into saga.journal_saga as saga
                    (saga_id, type, status, own_status, step, step_since, started_at, last_activity_at, ended_at,
                     failure, failing_since, attempts, retry_task, retry_id, deadlines, associations, entries)
                select "sagaId", "type", "status", "ownStatus", "step", "stepSince", "begun", "at", "endedAt", "failure",
                    case when "failure" is not null then "at" end, "attempts",
                    case when "failure" is not null then :deadlineTask end, "deadlines"->"retriedBy"->>'id',
                    "deadlines", "associations", jsonb_array_length("entries")
                from given
                order by "sagaId"
                on conflict (saga_id) do update set
                    (status, failure, failing_since, attempts, retry_task, retry_id) = (
                        select
                            case when awaited.failing then saga.status else excluded.status end,
                            case when awaited.failing then saga.failure else excluded.failure end,
                            case when awaited.failing then saga.failing_since
                                 when excluded.failure is not null
                                 then coalesce(saga.failing_since, excluded.failing_since) end,
                            case when awaited.failing then saga.attempts else excluded.attempts end,
                            case when awaited.failing then saga.retry_task else excluded.retry_task end,
                            case when awaited.failing then saga.retry_id
                                 else (saga.deadlines || excluded.deadlines)->awaited."retriedBy"->>'id' end
                        from (
                            select "retriedBy",
                                saga.status = 'STUCK' and excluded.failure is null and excluded.ended_at is null
                                and saga.retry_task is distinct from :deadlineTask
                                and exists (
                                    select from jsonb_each_text(excluded.associations) about
                                    where about.value = saga.retry_id)
                                and exists (
                                    select from saga.scheduled_tasks task
                                    where task.task_name = saga.retry_task and task.task_instance = saga.retry_id
                                    and task.consecutive_failures > 0) as failing
                            from given where "sagaId" = excluded.saga_id
                        ) awaited
                    ),
                    own_status = excluded.own_status,
                    step = excluded.step,
                    step_since = coalesce(excluded.step_since, saga.step_since),
                    last_activity_at = excluded.last_activity_at,
                    ended_at = excluded.ended_at,
                    deadlines = jsonb_strip_nulls(saga.deadlines || excluded.deadlines),
                    associations = excluded.associations,
                    entries = saga.entries + excluded.entries
                returning saga_id, entries
            ), associated as (
                insert into saga.journal_association (value, key, saga_id)
                select association.value, association.key, "sagaId"
                from given join known on known.saga_id = given."sagaId"
                cross join jsonb_each_text("associations") association
                where "newAssociations" or known.entries = jsonb_array_length(given."entries")
                on conflict do nothing
            ), progressed as (
                insert into saga.journal_progress
                    (saga_id, type, begun_at, left_at, left_step, left_ms, ended_at, status, total_ms, last_step,
                     last_ms, reason)
                select "sagaId", "type", case when "isNew" then "begun" end,
                    "stepSince", "stepBefore", extract(epoch from "stepSince" - "stepBeforeSince") * 1000,
                    "endedAt", case when "endedAt" is not null then "status" end,
                    extract(epoch from "endedAt" - coalesce("startedBefore", "begun")) * 1000,
                    case when "endedAt" is not null then "step" end,
                    extract(epoch from "endedAt" - coalesce("stepSince", "stepBeforeSince")) * 1000,
                    case when "endedAt" is not null then "reason" end
                from given
                where "isNew" or "stepSince" is not null or "endedAt" is not null
            )
            insert into saga.journal_entries (saga_id, last_number, at, entries)
            select "sagaId", known.entries, "at", given."entries"
            from given join known on known.saga_id = given."sagaId"
            where jsonb_array_length(given."entries") > 0""";

    private static final String ADD = """
            with known as (
                update saga.journal_saga set entries = entries + 1, last_activity_at = :at
                where saga_id = :sagaId
                returning entries
            )
            insert into saga.journal_entries (saga_id, last_number, at, entries)
            select :sagaId, known.entries, :at, :entries::jsonb from known""";

    /** Each row has an entry at least, so that a page is within as many rows. */
    private static final String ENTRIES = """
            select journal.last_number - jsonb_array_length(journal.entries) + entry.place as number, entry.value
            from (
                select last_number, entries from saga.journal_entries
                where saga_id = :sagaId and last_number > :after
                order by last_number
                limit :limit
            ) journal
            cross join lateral jsonb_array_elements(journal.entries) with ordinality as entry (value, place)
            where journal.last_number - jsonb_array_length(journal.entries) + entry.place > :after
            order by number
            limit :limit""";

    /**
     * It may be stuck for another reason already, and does not wait any more for what it was about before, such as an
     * earlier attempt to pay.
     */
    private static final String WORK_FAILED = """
            update saga.journal_saga set
                status = 'STUCK',
                failure = :failure,
                failing_since = coalesce(failing_since, :at),
                attempts = :attempts,
                retry_task = :task,
                retry_id = :id
            where saga_id in (select saga_id from saga.journal_association where value = :id)
            and exists (select from jsonb_each_text(associations) about where about.value = :id)
            and ended_at is null and (failure is null or retry_task = :task)""";

    private static final String WORK_DONE = """
            update saga.journal_saga set
                status = own_status,
                failure = null,
                failing_since = null,
                attempts = 0,
                retry_task = null,
                retry_id = null
            where saga_id in (select saga_id from saga.journal_association where value = :id)
            and retry_task = :task and retry_id = :id""";

    private static final String FIND = """
            select saga.*, task.execution_time as retry_at, trouble.since as overdue_since
            from saga.journal_saga saga
            left join saga.scheduled_tasks task
                on task.task_name = saga.retry_task and task.task_instance = saga.retry_id
            left join saga.journal_trouble trouble
                on trouble.saga_id = saga.saga_id and trouble.outcome = 'OVERDUE'
                and trouble.step_since = saga.step_since and saga.status in ('RUNNING', 'COMPENSATING')
            where %s""";

    /** Of those that have not ended alone, of which there is an index. */
    private static final String STUCK_SINCE = " and status in ('RUNNING', 'COMPENSATING', 'STUCK')"
            + " and (status = 'STUCK' and failing_since <= :stuckSince or trouble.since <= :stuckSince)";

    private static final String PRUNE_ENTRIES = """
            delete from saga.journal_entries
            where ctid = any (array(select ctid from saga.journal_entries where at < :before limit :most))""";

    private static final String PRUNE_SAGAS = """
            with gone as (
                delete from saga.journal_saga
                where saga_id in (select saga_id from saga.journal_saga saga where %s limit :most)
                returning saga_id
            ), forgotten as (
                delete from saga.journal_association where saga_id in (select saga_id from gone)
            )
            select count(*) from gone""";

    private static final String ENDED = "ended_at < :before";

    /** By their status, of which there is an index, they are those that have not ended. */
    private static final String VANISHED = """
            status in ('RUNNING', 'STUCK', 'COMPENSATING') and last_activity_at < :before
            and not exists (select from axon.saga stored where stored.sagaid = saga.saga_id::text)""";

    private static final TypeReference<Map<String, SagaRecording.SetDeadline>> DEADLINES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> ASSOCIATIONS = new TypeReference<>() {};

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new ValueTypesModule())
            .addModule(new StorableTexts())
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Jdbi database;
    private final String deadlineTask;

    JournalTable(Jdbi database, @Qualifier("deadlineDetailsTask") Task<?> deadlineTask) {
        this.database = database;
        this.deadlineTask = deadlineTask.getName();
    }

    /** Writes what has happened to sagas, each of them once, in the transaction under way. */
    void write(List<JournalRow> rows) {
        database.useHandle(handle -> handle.createUpdate(WRITE)
                .bind("rows", JSON.writeValueAsString(rows))
                .bind("deadlineTask", deadlineTask)
                .execute());
    }

    /** Adds what somebody did about a saga. */
    void add(SagaId saga, JournalEntry action) {
        database.useHandle(handle -> handle.createUpdate(ADD)
                .bind("sagaId", saga.value())
                .bind("at", action.at())
                .bind("entries", JSON.writeValueAsString(List.of(action)))
                .execute());
    }

    /** Work that a saga may be waiting for has failed, and will be tried again. */
    void failed(TaskInstanceId work, String failure, int attempts, Instant at) {
        database.useHandle(handle -> handle.createUpdate(WORK_FAILED)
                .bind("task", work.getTaskName())
                .bind("id", work.getId())
                .bind("failure", StorableTexts.of(FailureText.of(failure)))
                .bind("attempts", attempts)
                .bind("at", at)
                .execute());
    }

    /** Work that had failed before is done. */
    void done(TaskInstanceId work) {
        database.useHandle(handle -> handle.createUpdate(WORK_DONE)
                .bind("task", work.getTaskName())
                .bind("id", work.getId())
                .execute());
    }

    /**
     * A saga with what is needed to have it try again.
     *
     * @param retry the scheduled task by which what has failed is tried again; null when nothing has
     */
    record Found(SagaView saga, @Nullable TaskInstanceId retry) {}

    Optional<Found> find(SagaId saga) {
        return database.withHandle(handle -> handle.createQuery(FIND.formatted("saga.saga_id = :sagaId"))
                .bind("sagaId", saga.value())
                .map((row, context) -> found(row))
                .findOne());
    }

    List<SagaView> find(FindSagas query) {
        var bindings = new HashMap<String, Object>();
        bindings.put("limit", query.limit());
        String sql =
                FIND.formatted(conditions(query.filter(), query.after(), bindings)) + " order by started_at desc, saga.saga_id desc limit :limit";
        return database.withHandle(handle -> handle.createQuery(sql)
                .bindMap(bindings)
                .map((row, context) -> found(row).saga())
                .list());
    }

    private static String conditions(
            SagaFilter query, FindSagas.@Nullable Place after, Map<String, Object> bindings) {
        var conditions = new StringBuilder("true");
        if (query.status() != null) {
            conditions.append(" and status = :status");
            bindings.put("status", query.status().name());
        }
        if (query.type() != null) {
            conditions.append(" and saga.type = :type");
            bindings.put("type", query.type());
        }
        if (query.stuckSince() != null) {
            conditions.append(STUCK_SINCE);
            bindings.put("stuckSince", query.stuckSince());
        }
        SagaFilter.Association association = query.association();
        if (association != null) {
            conditions.append(" and saga.saga_id in (select saga_id from saga.journal_association where value = :value");
            bindings.put("value", association.value());
            if (association.key() != null) {
                conditions.append(" and key = :key");
                bindings.put("key", association.key());
            }
            conditions.append(")");
        }
        if (after != null) {
            conditions.append(" and (started_at, saga.saga_id) < (:afterTime, :afterId)");
            bindings.put("afterTime", after.startedAt());
            bindings.put("afterId", after.sagaId().value());
        }
        return conditions.toString();
    }

    List<JournalEntry> entries(SagaId saga, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery(ENTRIES)
                .bind("sagaId", saga.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> {
                    var entry = (ObjectNode) JSON.readTree(row.getString("value"));
                    return JSON.treeToValue(entry.put("number", row.getLong("number")), JournalEntry.class);
                })
                .list());
    }

    /** Deletes some entries, or some sagas that have ended, that are older; returns whether there may be more. */
    boolean prune(Instant before, int most) {
        return database.withHandle(handle -> {
            int entries = handle.createUpdate(PRUNE_ENTRIES)
                    .bind("before", before)
                    .bind("most", most)
                    .execute();
            int sagas = pruneSagas(handle, ENDED, before, most);
            return entries == most || sagas == most;
        });
    }

    /**
     * Deletes some sagas that nothing is known of since then and that are not there any more: they have ended on a node
     * that keeps no journal. Returns whether there may be more.
     */
    boolean pruneVanished(Instant before, int most) {
        return database.withHandle(handle -> pruneSagas(handle, VANISHED, before, most) == most);
    }

    private static int pruneSagas(Handle handle, String which, Instant before, int most) {
        return handle.createQuery(PRUNE_SAGAS.formatted(which))
                .bind("before", before)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    private static Found found(ResultSet row) throws SQLException {
        Map<String, SagaRecording.@Nullable SetDeadline> deadlines =
                JSON.readValue(row.getString("deadlines"), DEADLINES);
        String retryTask = row.getString("retry_task");
        String retryId = row.getString("retry_id");
        Instant endedAt = timeOrNull(row, "ended_at");
        var saga = new SagaView(
                new SagaId(row.getObject("saga_id", UUID.class)),
                row.getString("type"),
                SagaStatus.valueOf(row.getString("status")),
                row.getString("step"),
                timeOrNull(row, "step_since"),
                time(row, "started_at"),
                time(row, "last_activity_at"),
                endedAt,
                null,
                failure(row),
                timeOrNull(row, "overdue_since"),
                endedAt == null ? next(deadlines) : null,
                JSON.readValue(row.getString("associations"), ASSOCIATIONS),
                Set.of());
        return new Found(saga, retryTask == null || retryId == null ? null : TaskInstanceId.of(retryTask, retryId));
    }

    private static SagaView.@Nullable Failure failure(ResultSet row) throws SQLException {
        String reason = row.getString("failure");
        return reason == null
                ? null
                : new SagaView.Failure(
                        reason, time(row, "failing_since"), row.getInt("attempts"), timeOrNull(row, "retry_at"));
    }

    private static SagaView.@Nullable Deadline next(Map<String, SagaRecording.@Nullable SetDeadline> deadlines) {
        return deadlines.entrySet().stream()
                .filter(each -> each.getValue() != null)
                .map(each ->
                        new SagaView.Deadline(each.getKey(), each.getValue().at()))
                .min(Comparator.comparing(SagaView.Deadline::at))
                .orElse(null);
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
