package io.saler.axonserver.history;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jdbi.v3.core.Jdbi;

/** The events of the embedded store on PostgreSQL. Safe for use by several threads. */
public final class StoredHistory {

    private static final String PAGE = "SELECT " + HistoryEntry.COLUMNS + """
             FROM axon.domain_event
            WHERE globalIndex > :after AND globalIndex <= :upTo AND NOT (""" + HistoryEntry.Kind.EXPRESSION + """
             = ANY (:left))
            ORDER BY globalIndex""";

    private static final String NEWEST = "SELECT coalesce(max(globalIndex), -1) FROM axon.domain_event";

    /** Whoever inserts has this lock before the first number is taken, and until the transaction ends. */
    private static final String WRITING = """
            SELECT virtualtransaction FROM pg_locks
            WHERE locktype = 'relation' AND relation = 'axon.domain_event'::regclass AND mode = 'RowExclusiveLock'
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    private static final String POSITION = "SELECT globalIndex FROM axon.domain_event WHERE eventIdentifier = :id";

    private final Jdbi database;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    /**
     * @param database joins the transaction under way
     * @param serializer of events
     */
    public StoredHistory(Jdbi database, Serializer serializer, EventUpcaster upcasters) {
        this.database = database;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /** The position of the newest event; -1 if there is none. */
    long newest() {
        return database.withHandle(
                handle -> handle.createQuery(NEWEST).mapTo(Long.class).one());
    }

    /** Transactions under way that add events, or may. */
    Set<String> writing() {
        return database.withHandle(
                handle -> handle.createQuery(WRITING).mapTo(String.class).set());
    }

    /** @param leftOut the kinds of events that are not read at all */
    List<HistoryEntry> read(HistoryPage page, List<String> leftOut) {
        return database.withHandle(handle -> handle.createQuery(PAGE)
                .bind("after", page.after())
                .bind("upTo", page.upTo())
                .bindArray("left", String.class, leftOut)
                .map((row, context) -> HistoryEntry.of(row))
                .list());
    }

    long position(String eventId) {
        return database.withHandle(handle -> handle.createQuery(POSITION)
                .bind("id", eventId)
                .mapTo(Long.class)
                .one());
    }

    /** What stored events are today, of the wanted types. Payloads are read when somebody asks for them. */
    List<TrackedEventMessage<?>> today(List<HistoryEntry> stored, Predicate<Class<?>> wanted) {
        return EventUtils.upcastAndDeserializeTrackedEvents(stored.stream(), serializer, upcasters)
                .filter(event -> wanted.test(event.getPayloadType()))
                .<TrackedEventMessage<?>>map(event -> event)
                .toList();
    }
}
