package io.saler.saga.journal.statistics;

import io.saler.saga.journal.statistics.TroubleTable.Cause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the administrator has been told of the trouble that there is. */
@Component
class AlertTable {

    private static final String READ = """
            select trouble_since, troubled, quiet_since, told_at from saga.statistic_progress""";

    private static final String WRITE = """
            update saga.statistic_progress set
                trouble_since = :troubleSince, troubled = :troubled, quiet_since = :quietSince, told_at = :toldAt""";

    private static final String TELL = """
            insert into saga.told_cause (outcome, type, step, reason) values (:outcome, :type, :step, :reason)
            on conflict do nothing""";

    private final Jdbi database;

    AlertTable(Jdbi database) {
        this.database = database;
    }

    /**
     * How far the mails are.
     *
     * @param troubleSince while there is trouble, or it is not over for long enough
     * @param troubled how many sagas have been in it
     * @param quietSince when the last of them had gone on
     * @param toldAt when the last mail about it was written; null when there was none yet
     */
    record Alert(
            @Nullable Instant troubleSince,
            long troubled,
            @Nullable Instant quietSince,
            @Nullable Instant toldAt) {

        static final Alert NONE = new Alert(null, 0, null, null);
    }

    Alert read() {
        return database.withHandle(handle -> handle.createQuery(READ)
                .map((row, context) -> new Alert(
                        time(row, "trouble_since"),
                        row.getLong("troubled"),
                        time(row, "quiet_since"),
                        time(row, "told_at")))
                .one());
    }

    void write(Alert alert) {
        database.useHandle(handle -> handle.createUpdate(WRITE)
                .bind("troubleSince", alert.troubleSince())
                .bind("troubled", alert.troubled())
                .bind("quietSince", alert.quietSince())
                .bind("toldAt", alert.toldAt())
                .execute());
    }

    /** Notes causes as told; returns those that were not before. */
    List<Cause> tell(List<Cause> causes) {
        return database.withHandle(handle -> causes.stream()
                .filter(cause -> handle.createUpdate(TELL)
                                .bind("outcome", cause.outcome().name())
                                .bind("type", cause.type())
                                .bind("step", cause.step())
                                .bind("reason", cause.reason())
                                .execute()
                        == 1)
                .toList());
    }

    /** The trouble is over: all of it would be news again. */
    void forget() {
        database.useHandle(handle -> handle.execute("delete from saga.told_cause"));
        write(Alert.NONE);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
