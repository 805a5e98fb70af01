package io.saler.axonserver.migration;

import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/**
 * The events of the embedded store on PostgreSQL, in their order. Until this is closed, nobody can add any: a Saler
 * that runs on the same database cannot write meanwhile.
 */
public final class EmbeddedEvents implements AutoCloseable {

    /** Before the first event's number. */
    static final long BEGINNING = -1;

    private static final String TABLE = "axon.domain_event";

    private final Handle handle;
    private final EventRow row = new EventRow();

    private EmbeddedEvents(Handle handle) {
        this.handle = handle;
    }

    /**
     * Opens the store and keeps others from writing to it.
     *
     * @param database Saler's database
     * @throws MigrationRefused when it cannot be reached, has no event store, or somebody writes to it for seconds
     */
    public static EmbeddedEvents lockedIn(Jdbi database) {
        Handle handle;
        try {
            handle = database.open();
        } catch (JdbiException failure) {
            throw MigrationRefused.because("The database cannot be reached", failure);
        }
        try {
            handle.begin();
            handle.execute("SET LOCAL lock_timeout = '10s'");
            handle.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            handle.execute("LOCK TABLE " + TABLE + " IN SHARE MODE");
            return new EmbeddedEvents(handle);
        } catch (JdbiException failure) {
            handle.rollback().close();
            throw MigrationRefused.because(
                    "The database's event store " + TABLE + " cannot be locked against changes", failure);
        }
    }

    /** How many events there are. */
    long count() {
        return query("SELECT count(*) FROM " + TABLE).mapTo(Long.class).one();
    }

    /** The events that follow a number, at most so many. */
    List<NumberedEvent> after(long globalIndex, int limit) {
        return query("SELECT * FROM " + TABLE + " WHERE globalIndex > :after ORDER BY globalIndex LIMIT :limit")
                .bind("after", globalIndex)
                .bind("limit", limit)
                .map(row)
                .list();
    }

    /** The number of the event that has this identifier. */
    Optional<Long> globalIndexOf(String eventIdentifier) {
        return query("SELECT globalIndex FROM " + TABLE + " WHERE eventIdentifier = :identifier")
                .bind("identifier", eventIdentifier)
                .mapTo(Long.class)
                .findOne();
    }

    /** How many events have a smaller number. */
    long countBefore(long globalIndex) {
        return query("SELECT count(*) FROM " + TABLE + " WHERE globalIndex < :before")
                .bind("before", globalIndex)
                .mapTo(Long.class)
                .one();
    }

    /**
     * How many of the first events a processor at this position has handled, all of them without exception. A gap
     * counts only if there is an event in it: that one came too late for the processor, which has to go on with it.
     * What it handled behind it is then handled again.
     */
    long handledAt(GapAwareTrackingToken position) {
        Optional<Long> missed = position.getGaps().isEmpty()
                ? Optional.empty()
                : query("SELECT min(globalIndex) FROM " + TABLE + " WHERE globalIndex IN (<gaps>)")
                        .bindList("gaps", List.copyOf(position.getGaps()))
                        .mapTo(Long.class)
                        .findOne();
        return countBefore(missed.orElse(position.getIndex() + 1));
    }

    /** Lets others write again. */
    @Override
    public void close() {
        if (handle.isInTransaction()) {
            handle.rollback();
        }
        handle.close();
    }

    private Query query(String sql) {
        return handle.createQuery(sql);
    }
}
