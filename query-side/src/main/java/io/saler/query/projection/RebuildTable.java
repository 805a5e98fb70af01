package io.saler.query.projection;

import io.saler.identity.Actor;
import io.saler.projection.RebuildProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** The table of rebuilds; of each read model the last one. */
@Component
class RebuildTable {

    private static final String ASK = """
            insert into query.rebuild (projection, status, empty_first, actor, reason, started_at)
            values (:projection, 'RUNNING', :emptyFirst, :actor, :reason, :at)
            on conflict (projection) do update set
                (status, empty_first, total, actor, reason, started_at, ended_at)
                = (excluded.status, excluded.empty_first, null, excluded.actor, excluded.reason, excluded.started_at,
                   null)""";

    private static final String BEGIN = "update query.rebuild set total = :total where projection = :projection";

    private static final String END = """
            update query.rebuild set status = :status, ended_at = :at
            where projection = :projection and status = 'RUNNING'""";

    private static final String FIND = "select * from query.rebuild where projection = :projection";

    private static final String UNDER_WAY =
            "select * from query.rebuild where status = 'RUNNING' and total is not null";

    private final Jdbi database;

    RebuildTable(Jdbi database) {
        this.database = database;
    }

    void ask(String projection, boolean emptyFirst, Actor actor, String reason) {
        database.useHandle(handle -> handle.createUpdate(ASK)
                .bind("projection", projection)
                .bind("emptyFirst", emptyFirst)
                .bind("actor", actor.toString())
                .bind("reason", reason)
                .bind("at", Instant.now())
                .execute());
    }

    void begin(String projection, long total) {
        database.useHandle(handle -> handle.createUpdate(BEGIN)
                .bind("projection", projection)
                .bind("total", total)
                .execute());
    }

    /** Changes nothing if it has ended already. */
    void end(String projection, RebuildProgress.Status end) {
        database.useHandle(handle -> handle.createUpdate(END)
                .bind("projection", projection)
                .bind("status", end.name())
                .bind("at", Instant.now())
                .execute());
    }

    Optional<Rebuild> find(String projection) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("projection", projection)
                .map((row, context) -> rebuild(row))
                .findOne());
    }

    /** Those that handle events at the moment. */
    List<Rebuild> underWay() {
        return database.withHandle(handle -> handle.createQuery(UNDER_WAY)
                .map((row, context) -> rebuild(row))
                .list());
    }

    private static Rebuild rebuild(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Rebuild(
                row.getString("projection"),
                RebuildProgress.Status.valueOf(row.getString("status")),
                row.getBoolean("empty_first"),
                row.getObject("total", Long.class),
                row.getString("actor"),
                row.getString("reason"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
