package io.saler.saga.journal.statistics;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** What sagas have done and is not counted yet. */
@Component
class ProgressTable {

    /** What is counted of a saga that has begun; of one that has ended it is its status. */
    static final String STARTED = "STARTED";

    /** Nobody else counts or looks for trouble meanwhile. */
    private static final String LOCK = "select id from saga.statistic_progress for update";

    /** What one transaction has taken out of the table it has counted, and nothing else: each row once. */
    private static final String COUNT = """
            with progress as materialized (
                delete from saga.journal_progress
                where ctid = any (array(select ctid from saga.journal_progress limit :most))
                returning *
            ), resolution (seconds) as (
                values (60), (900), (3600)
            ), happened as materialized (
                select type, begun_at as at, 'STARTED' as what from progress where begun_at is not null
                union all
                select type, ended_at, status from progress where ended_at is not null
            ), taken (type, at, step, ms) as (
                select type, left_at, left_step, greatest(left_ms, 0) from progress
                where left_step is not null and left_ms is not null
                union all
                select type, ended_at, last_step, greatest(last_ms, 0) from progress
                where last_step is not null and last_ms is not null
                union all
                select type, ended_at, '', greatest(total_ms, 0) from progress where status = 'COMPLETED'
            ), timed as materialized (
                select *, (%s)::smallint as bucket from taken
            ), counts as (
                insert into saga.statistic_count as known (seconds, at, type, what, n)
                select seconds, date_bin(make_interval(secs => seconds), at, 'epoch'), type, what, count(*)
                from happened cross join resolution
                group by 1, 2, 3, 4
                on conflict (seconds, at, type, what) do update set n = known.n + excluded.n
            ), times as (
                insert into saga.statistic_time as known (seconds, at, type, step, bucket, n, total_ms)
                select seconds, date_bin(make_interval(secs => seconds), at, 'epoch'), type, step, bucket, count(*),
                    sum(ms)
                from timed cross join resolution
                group by 1, 2, 3, 4, 5
                on conflict (seconds, at, type, step, bucket) do update set
                    n = known.n + excluded.n,
                    total_ms = known.total_ms + excluded.total_ms
            ), failures as (
                insert into saga.statistic_failure as known
                    (seconds, at, outcome, type, reason, n, latest_saga, latest_at)
                select seconds, date_bin(make_interval(secs => seconds), ended_at, 'epoch'), status, type,
                    coalesce(reason, 'unknown'), count(*), (array_agg(saga_id order by ended_at desc))[1], max(ended_at)
                from progress cross join resolution
                where status in ('COMPENSATED', 'CANCELLED')
                group by 1, 2, 3, 4, 5
                on conflict (seconds, at, outcome, type, reason) do update set
                    n = known.n + excluded.n,
                    latest_saga = case when excluded.latest_at >= known.latest_at
                        then excluded.latest_saga else known.latest_saga end,
                    latest_at = greatest(known.latest_at, excluded.latest_at)
            )
            select 'COUNT' as kind, type, what as name, 0 as bucket, count(*) as n from happened group by 1, 2, 3
            union all
            select 'TIME', type, step, bucket, count(*) from timed group by 1, 2, 3, 4
            union all
            select 'ROWS', '', '', 0, count(*) from progress""".formatted(Histogram.BUCKET_OF_MS);

    private final Jdbi database;

    ProgressTable(Jdbi database) {
        this.database = database;
    }

    /**
     * Something that has happened so many times.
     *
     * @param name STARTED or the status at the end, of a {@code COUNT}; the step, or nothing for the whole way, of a
     *     {@code TIME}
     */
    record Counted(Kind kind, String type, String name, int bucket, long n) {
        enum Kind {
            COUNT,
            TIME,
            /** So many rows were taken. */
            ROWS
        }
    }

    /** Within a transaction, until whose end every other node waits here. */
    void lock() {
        database.useHandle(handle -> handle.createQuery(LOCK).mapTo(Integer.class).one());
    }

    /** Counts some of what has happened since it was counted last, and tells of it. */
    List<Counted> count(int most) {
        return database.withHandle(handle -> handle.createQuery(COUNT)
                .bind("most", most)
                .map((row, context) -> new Counted(
                        Counted.Kind.valueOf(row.getString("kind")),
                        row.getString("type"),
                        row.getString("name"),
                        row.getInt("bucket"),
                        row.getLong("n")))
                .list());
    }

    /** All that had happened by then is counted. */
    void countedAt(Instant time) {
        database.useHandle(handle -> handle.createUpdate("update saga.statistic_progress set counted_at = :at")
                .bind("at", time)
                .execute());
    }
}
