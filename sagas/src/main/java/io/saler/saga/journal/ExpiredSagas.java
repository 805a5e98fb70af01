package io.saler.saga.journal;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** Deletes what the journal has kept for long enough, or what is left over in it. */
@Component
class ExpiredSagas {

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

    private final Jdbi database;

    ExpiredSagas(Jdbi database) {
        this.database = database;
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
}
