package io.saler.query.tracking;

import io.saler.analytics.TrackedType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of tracked events, each event once, in numbered batches. */
@Component
class TrackedEventTable {

    /** In their order, so that two that store the same events wait for each other instead of for ever. */
    private static final String CLAIM_KEYS = """
            insert into query.tracked_key (event_key, received_on)
            select event_key, cast(received_on as date) from unnest(:keys, :days) as k (event_key, received_on)
            order by event_key
            on conflict do nothing
            returning event_key""";

    private static final String ADD = """
            insert into query.tracked_event (received_at, at, client_at, event_key, event_id, store_id, type, visitor,
                session, details, partition_number, batch)
            select cast(received_at as timestamptz), cast(at as timestamptz), cast(client_at as timestamptz), event_key,
                event_id, store_id, type, visitor, session, cast(details as jsonb), :partition, :batch
            from unnest(:received, :at, :client, :keys, :ids, :stores, :types, :visitors, :sessions, :details)
                as e (received_at, at, client_at, event_key, event_id, store_id, type, visitor, session, details)""";

    private static final String ADD_BATCH = """
            insert into query.tracking_batch (partition_number, batch, events, earliest, latest, stored_at)
            values (:partition, :batch, :events, :earliest, :latest, now())""";

    private static final String FOLLOWING = """
            select batch, events, earliest, latest from query.tracking_batch
            where partition_number = :partition and batch > :after
            order by batch
            limit :most""";

    private static final String LAST_BEFORE = """
            select coalesce(min(batch) - 1, :last) from query.tracking_batch
            where partition_number = :partition and latest >= :since""";

    /** The times are not needed to find them, but only the days' partitions that they can be in are looked at. */
    private static final String READ = """
            select received_at, at, client_at, event_key, event_id, store_id, type, visitor, session, details
            from query.tracked_event
            where partition_number = :partition and batch between :first and :last
                and received_at between :earliest and :latest""";

    /** Without what is said of them, which can be a lot. */
    private static final String RECEIVED = """
            select received_at, store_id, type, visitor
            from query.tracked_event
            where partition_number = :partition and batch between :first and :last
                and received_at between :earliest and :latest""";

    private final Jdbi database;
    private final TrackedEventJson json;

    TrackedEventTable(Jdbi database, TrackedEventJson json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Batches of a partition that follow one another; {@code first} is behind what was asked for, with or without gap.
     */
    record Batches(int partition, long first, long last, Instant earliest, Instant latest) {}

    private record Batch(long number, int events, Instant earliest, Instant latest) {}

    /** Stores those of these events that were never stored before, and answers them. */
    List<TrackedEvent> add(int partition, long batch, Collection<TrackedEvent> events) {
        List<TrackedEvent> fresh = claim(events);
        if (!fresh.isEmpty()) {
            addRows(partition, batch, fresh);
        }
        addBatch(partition, batch, fresh);
        return fresh;
    }

    private List<TrackedEvent> claim(Collection<TrackedEvent> events) {
        Map<UUID, TrackedEvent> byKey = new LinkedHashMap<>();
        events.forEach(event -> byKey.putIfAbsent(event.key(), event));
        if (byKey.isEmpty()) {
            return List.of();
        }
        Set<UUID> claimed = database.withHandle(handle -> handle.createQuery(CLAIM_KEYS)
                .bind("keys", byKey.keySet().toArray(UUID[]::new))
                .bind("days", texts(byKey.values(), event -> day(event.receivedAt())))
                .mapTo(UUID.class)
                .collect(Collectors.toSet()));
        byKey.keySet().retainAll(claimed);
        return List.copyOf(byKey.values());
    }

    private void addRows(int partition, long batch, List<TrackedEvent> events) {
        database.useHandle(handle -> handle.createUpdate(ADD)
                .bind("received", texts(events, TrackedEvent::receivedAt))
                .bind("at", texts(events, TrackedEvent::at))
                .bind("client", texts(events, TrackedEvent::clientAt))
                .bind("keys", events.stream().map(TrackedEvent::key).toArray(UUID[]::new))
                .bind("ids", texts(events, TrackedEvent::eventId))
                .bind("stores", events.stream().map(TrackedEvent::storeId).toArray(UUID[]::new))
                .bind("types", texts(events, TrackedEvent::type))
                .bind("visitors", texts(events, TrackedEvent::visitor))
                .bind("sessions", texts(events, TrackedEvent::session))
                .bind("details", texts(events, event -> json.write(event.details())))
                .bind("partition", partition)
                .bind("batch", batch)
                .execute());
    }

    private void addBatch(int partition, long batch, List<TrackedEvent> events) {
        Instant now = Instant.now();
        database.useHandle(handle -> handle.createUpdate(ADD_BATCH)
                .bind("partition", partition)
                .bind("batch", batch)
                .bind("events", events.size())
                .bind(
                        "earliest",
                        events.stream()
                                .map(TrackedEvent::receivedAt)
                                .min(Instant::compareTo)
                                .orElse(now))
                .bind(
                        "latest",
                        events.stream()
                                .map(TrackedEvent::receivedAt)
                                .max(Instant::compareTo)
                                .orElse(now))
                .execute());
    }

    /**
     * Returns the batches behind this one: so many that they have no more than {@code most} events, but at least one.
     */
    Optional<Batches> following(int partition, long after, int most) {
        List<Batch> batches = database.withHandle(handle -> handle.createQuery(FOLLOWING)
                .bind("partition", partition)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> new Batch(
                        row.getLong("batch"), row.getInt("events"), time(row, "earliest"), time(row, "latest")))
                .list());
        if (batches.isEmpty()) {
            return Optional.empty();
        }
        Batch last = batches.getFirst();
        Instant earliest = last.earliest();
        Instant latest = last.latest();
        int events = last.events();
        for (Batch batch : batches.subList(1, batches.size())) {
            events += batch.events();
            if (events > most) {
                break;
            }
            last = batch;
            earliest = batch.earliest().isBefore(earliest) ? batch.earliest() : earliest;
            latest = batch.latest().isAfter(latest) ? batch.latest() : latest;
        }
        return Optional.of(new Batches(partition, batches.getFirst().number(), last.number(), earliest, latest));
    }

    /** The batch before the first that has an event of this time or later; the last one when there is none. */
    long lastBefore(int partition, Instant since, long last) {
        return database.withHandle(handle -> handle.createQuery(LAST_BEFORE)
                .bind("partition", partition)
                .bind("since", since)
                .bind("last", last)
                .mapTo(long.class)
                .one());
    }

    List<TrackedEvent> read(Batches batches) {
        return rows(READ, batches, (row, context) -> event(row));
    }

    /** The same events, by what is counted of them. */
    List<ReceivedEvent> received(Batches batches) {
        return rows(
                RECEIVED,
                batches,
                (row, context) -> new ReceivedEvent(
                        row.getObject("store_id", UUID.class),
                        TrackedType.valueOf(row.getString("type")),
                        time(row, "received_at"),
                        row.getString("visitor")));
    }

    private <T> List<T> rows(String query, Batches batches, RowMapper<T> mapper) {
        return database.withHandle(handle -> handle.createQuery(query)
                .bind("partition", batches.partition())
                .bind("first", batches.first())
                .bind("last", batches.last())
                .bind("earliest", batches.earliest())
                .bind("latest", batches.latest())
                .map(mapper)
                .list());
    }

    private TrackedEvent event(ResultSet row) throws SQLException {
        OffsetDateTime clientAt = row.getObject("client_at", OffsetDateTime.class);
        return new TrackedEvent(
                row.getString("event_id"),
                row.getObject("store_id", UUID.class),
                TrackedType.valueOf(row.getString("type")),
                time(row, "at"),
                clientAt == null ? null : clientAt.toInstant(),
                time(row, "received_at"),
                row.getString("visitor"),
                row.getString("session"),
                json.details(row.getString("details")));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static String[] texts(
            Collection<TrackedEvent> events, Function<TrackedEvent, ? extends @Nullable Object> value) {
        return events.stream()
                .map(value)
                .map(each -> each == null ? null : each.toString())
                .toArray(String[]::new);
    }
}
