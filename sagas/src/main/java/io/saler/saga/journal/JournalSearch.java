package io.saler.saga.journal;

import static io.saler.saga.journal.JournalJson.JSON;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.saler.journal.FindSagas;
import io.saler.journal.JournalEntry;
import io.saler.journal.SagaAction;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaId;
import io.saler.journal.SagaStatus;
import io.saler.journal.SagaView;
import io.saler.saga.notification.Contacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** Looks things up in the journal. */
@Component
class JournalSearch {

    private static final String FIND = """
            select saga.*, task.execution_time as retry_at, trouble.since as overdue_since
            from (%s) saga
            left join saga.scheduled_tasks task
                on task.task_name = saga.retry_task and task.task_instance = saga.retry_id
            left join saga.journal_trouble trouble
                on trouble.saga_id = saga.saga_id and trouble.outcome = 'OVERDUE'
                and trouble.step_since = coalesce(saga.step_since, saga.started_at)
                and saga.status in ('RUNNING', 'COMPENSATING')""";

    private static final String BY_ID = FIND.formatted("select * from saga.journal_saga where saga_id = :sagaId");

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

    private static final TypeReference<Map<String, SagaRecording.SetDeadline>> DEADLINES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> ASSOCIATIONS = new TypeReference<>() {};

    private final Jdbi database;
    private final Contacts contacts;
    private final SagaOutlines outlines;

    JournalSearch(Jdbi database, Contacts contacts, SagaOutlines outlines) {
        this.database = database;
        this.contacts = contacts;
        this.outlines = outlines;
    }

    /**
     * A saga with what is needed to do something about it.
     *
     * @param ownStatus its status, were it not stuck
     * @param retry the scheduled task by which what has failed is tried again; null when nothing has
     */
    record Found(
            SagaView saga, SagaStatus ownStatus, @Nullable TaskInstanceId retry) {}

    Optional<Found> find(SagaId saga) {
        return database.withHandle(handle -> handle.createQuery(BY_ID)
                .bind("sagaId", saga.value())
                .map((row, context) -> found(row))
                .findOne());
    }

    /** Those first that have begun last. */
    List<SagaView> find(SagaFilter filter, FindSagas.@Nullable Place after, int limit) {
        SagaSelection selection = SagaSelection.of(filter, contacts);
        if (after != null) {
            selection.after(after);
        }
        String sql = FIND.formatted(selection.sql("saga.*")) + " order by saga.place desc, saga.saga_id desc";
        return database.withHandle(handle -> handle.createQuery(sql)
                .bindMap(selection.bindings())
                .bind("limit", limit)
                .map((row, context) -> found(row).saga())
                .list());
    }

    /** As many as there are and no more than {@code most}; those that this can be done about, if that is asked. */
    List<SagaId> select(SagaFilter filter, @Nullable SagaAction action, int most) {
        SagaSelection selection = selection(filter, action);
        return database.withHandle(handle -> handle.createQuery(selection.sql("saga.saga_id"))
                .bindMap(selection.bindings())
                .bind("limit", most)
                .map((row, context) -> new SagaId(row.getObject("saga_id", UUID.class)))
                .list());
    }

    int count(SagaFilter filter, @Nullable SagaAction action, int most) {
        SagaSelection selection = selection(filter, action);
        String sql = "select count(*) from (%s) counted".formatted(selection.sql("saga.saga_id"));
        return database.withHandle(handle -> handle.createQuery(sql)
                .bindMap(selection.bindings())
                .bind("limit", most)
                .mapTo(Integer.class)
                .one());
    }

    private SagaSelection selection(SagaFilter filter, @Nullable SagaAction action) {
        SagaSelection selection = SagaSelection.of(filter, contacts);
        if (action == SagaAction.RETRY) {
            selection.triedAgain();
        } else if (action != null) {
            selection.goingForward(outlines.typesThatKnow(action));
        }
        return selection;
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

    private Found found(ResultSet row) throws SQLException {
        Map<String, SagaRecording.@Nullable SetDeadline> deadlines =
                JSON.readValue(row.getString("deadlines"), DEADLINES);
        String type = row.getString("type");
        SagaStatus status = SagaStatus.valueOf(row.getString("status"));
        SagaStatus ownStatus = SagaStatus.valueOf(row.getString("own_status"));
        String retryTask = row.getString("retry_task");
        String retryId = row.getString("retry_id");
        Instant endedAt = timeOrNull(row, "ended_at");
        var saga = new SagaView(
                new SagaId(row.getObject("saga_id", UUID.class)),
                type,
                status,
                row.getString("step"),
                timeOrNull(row, "step_since"),
                time(row, "started_at"),
                time(row, "last_activity_at"),
                endedAt,
                row.getString("reason"),
                failure(row),
                timeOrNull(row, "overdue_since"),
                endedAt == null ? next(deadlines) : null,
                JSON.readValue(row.getString("associations"), ASSOCIATIONS),
                actions(type, status, ownStatus, retryTask != null));
        return new Found(
                saga, ownStatus, retryTask == null || retryId == null ? null : TaskInstanceId.of(retryTask, retryId));
    }

    private Set<SagaAction> actions(String type, SagaStatus status, SagaStatus ownStatus, boolean isTriedAgain) {
        Set<SagaAction> actions = EnumSet.noneOf(SagaAction.class);
        for (SagaAction action : SagaAction.values()) {
            boolean makesSense = action == SagaAction.RETRY
                    ? isTriedAgain
                    : ownStatus == SagaStatus.RUNNING && outlines.intervention(type, action) != null;
            if (makesSense && !status.isEnd()) {
                actions.add(action);
            }
        }
        return actions;
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
