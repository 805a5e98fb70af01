package io.saler.saga.journal;

import static io.saler.saga.journal.JournalJson.JSON;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.saler.journal.JournalEntry;
import io.saler.journal.SagaId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Writes the journal. */
@Component
class JournalTable {

    /**
     * In the order of the sagas, so that no two transactions wait for each other. A saga whose own steps all succeed
     * stays stuck while the work fails that it waits for: a message that it handles meanwhile does not change that.
     */
    private static final String WRITE = """
            with given as materialized (
                select * from jsonb_to_recordset(:rows::jsonb) as written (
                    "sagaId" uuid, "type" text, "status" text, "ownStatus" text, "step" text, "stepSince" timestamptz,
                    "passed" jsonb, "reason" text, "at" timestamptz, "endedAt" timestamptz, "failure" text,
                    "attempts" integer, "retriedBy" text, "deadlines" jsonb, "associations" jsonb,
                    "newAssociations" boolean, "mentioned" jsonb, "entries" jsonb)
            ), known as (
                insert into saga.journal_saga as saga
                    (saga_id, type, status, own_status, step, step_since, started_at, last_activity_at, ended_at,
                     failure, failing_since, reason, attempts, retry_task, retry_id, deadlines, associations, entries)
                select "sagaId", "type", "status", "ownStatus", "step", "stepSince",
                    coalesce(("entries"->0->>'at')::timestamptz, "at"), "at", "endedAt", "failure",
                    case when "failure" is not null then "at" end, "reason", "attempts",
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
                    step_before = case when excluded.step_since is null then saga.step_before else saga.step end,
                    step_before_since =
                        case when excluded.step_since is null then saga.step_before_since else saga.step_since end,
                    last_activity_at = excluded.last_activity_at,
                    ended_at = excluded.ended_at,
                    reason = excluded.reason,
                    deadlines = jsonb_strip_nulls(saga.deadlines || excluded.deadlines),
                    associations = excluded.associations,
                    entries = saga.entries + excluded.entries
                -- A row has an xmax when it was there before.
                returning saga_id, started_at, entries, step_since, step_before, step_before_since, xmax = 0 as is_new
            ), associated as (
                insert into saga.journal_association (value, started_at, saga_id, key)
                select association.value, known.started_at, "sagaId", association.key
                from given join known on known.saga_id = given."sagaId"
                cross join lateral (
                    select key, value from jsonb_each_text("associations")
                    where "newAssociations" or known.entries = jsonb_array_length(given."entries")
                    union all
                    select key, value from jsonb_to_recordset("mentioned") as mention (key text, value text)
                ) association
                on conflict do nothing
            ), progressed as (
                insert into saga.journal_progress
                    (saga_id, type, begun_at, left_at, left_step, left_ms, ended_at, status, total_ms, last_step,
                     last_ms, reason)
                select "sagaId", "type", case when is_new then started_at end,
                    "leftAt", step_before, extract(epoch from "leftAt" - step_before_since) * 1000,
                    "endedAt", case when "endedAt" is not null then "status" end,
                    extract(epoch from "endedAt" - started_at) * 1000,
                    case when "endedAt" is not null then "step" end,
                    extract(epoch from "endedAt" - step_since) * 1000,
                    case when "endedAt" is not null then "reason" end
                from given join known on known.saga_id = given."sagaId"
                cross join lateral (
                    select coalesce(("passed"->0->>'since')::timestamptz, "stepSince") as "leftAt") gone_on
                where is_new or "stepSince" is not null or "endedAt" is not null
                union all
                select "sagaId", "type", null, passed.until, passed.step,
                    extract(epoch from passed.until - passed.since) * 1000, null, null, null, null, null, null
                from given
                cross join lateral jsonb_to_recordset("passed") as passed (
                    step text, since timestamptz, until timestamptz)
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
}
