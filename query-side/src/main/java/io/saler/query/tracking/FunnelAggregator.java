package io.saler.query.tracking;

import io.saler.analytics.FunnelStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts sessions on their way to an order. A session counts for a step in the quarter of an hour of its earliest event
 * of that step or a later one, whichever of its events is stored first: one that comes late takes the session out of
 * the quarter in which it was counted.
 */
@Component
final class FunnelAggregator implements Aggregator {

    private static final List<String> COLUMNS =
            List.of("visited_at", "viewed_at", "added_at", "checkout_at", "payment_at", "purchased_at");

    /** In an order that is the same for all: two may have events of one session at once. */
    private static final String MAKE = """
            insert into query.tracked_session (store_id, session)
            select store_id, session from unnest(:stores, :sessions) as s (store_id, session)
            order by 1, 2
            on conflict do nothing""";

    /** In the same order; those that are forgotten for their age since they were made are not there. */
    private static final String LOCK = """
            select t.* from query.tracked_session t
            join unnest(:stores, :sessions) as s (store_id, session) on t.store_id = s.store_id and t.session = s.session
            order by t.store_id, t.session
            for update of t""";

    private static final String UPDATE = """
            update query.tracked_session t
            set visited_at = cast(s.visited_at as timestamptz), viewed_at = cast(s.viewed_at as timestamptz),
                added_at = cast(s.added_at as timestamptz), checkout_at = cast(s.checkout_at as timestamptz),
                payment_at = cast(s.payment_at as timestamptz), purchased_at = cast(s.purchased_at as timestamptz)
            from unnest(:stores, :sessions, :visited_at, :viewed_at, :added_at, :checkout_at, :payment_at, :purchased_at)
                as s (store_id, session, visited_at, viewed_at, added_at, checkout_at, payment_at, purchased_at)
            where t.store_id = s.store_id and t.session = s.session""";

    private static final String ADD = """
            insert into query.funnel_quarter as q (store_id, starts_at, step, sessions)
            select store_id, cast(starts_at as timestamptz), step, sessions
            from unnest(:stores, :quarters, :steps, :sessions) as c (store_id, starts_at, step, sessions)
            order by 1, 2, 3
            on conflict (store_id, starts_at, step) do update set sessions = q.sessions + excluded.sessions""";

    private final Jdbi database;

    FunnelAggregator(Jdbi database) {
        this.database = database;
    }

    private record Session(UUID storeId, String session) {}

    private record Place(UUID storeId, Instant quarter, FunnelStep step) {}

    /** When a session came to each step first. */
    private static final class Course {

        private final EnumMap<FunnelStep, Instant> first = new EnumMap<>(FunnelStep.class);

        void reached(FunnelStep step, Instant at) {
            first.merge(step, at, (one, other) -> one.isBefore(other) ? one : other);
        }

        /** Whoever came to a step has come to all before it. */
        void reachedUpTo(FunnelStep farthest, Instant at) {
            for (FunnelStep step : FunnelStep.values()) {
                if (step.compareTo(farthest) <= 0) {
                    reached(step, at);
                }
            }
        }

        @Nullable
        Instant at(FunnelStep step) {
            return first.get(step);
        }

        boolean is(Course other) {
            return first.equals(other.first);
        }
    }

    @Override
    public void count(List<TrackedEvent> events) {
        Map<Session, Course> courses = new HashMap<>();
        for (TrackedEvent event : events) {
            courses.computeIfAbsent(new Session(event.storeId(), event.session()), session -> new Course())
                    .reachedUpTo(FunnelStep.of(event.type(), event.details().step()), event.at());
        }
        if (!courses.isEmpty()) {
            count(courses);
        }
    }

    private void count(Map<Session, Course> courses) {
        Map<Place, Long> changes = new HashMap<>();
        Map<Session, Course> moved = new HashMap<>();
        for (Known known : locked(List.copyOf(courses.keySet()))) {
            Course course = Objects.requireNonNull(courses.get(known.session()));
            join(known, course, changes);
            if (!course.is(known.course())) {
                moved.put(known.session(), course);
            }
        }
        if (!moved.isEmpty()) {
            update(moved);
        }
        changes.values().removeIf(change -> change == 0);
        if (!changes.isEmpty()) {
            add(List.copyOf(changes.entrySet()));
        }
    }

    /** All of them, until the transaction ends. Most have been there for long, and are only looked at. */
    private List<Known> locked(List<Session> sessions) {
        List<Known> locked;
        do {
            database.useHandle(handle -> handle.createUpdate(MAKE)
                    .bind("stores", stores(sessions))
                    .bind("sessions", names(sessions))
                    .execute());
            locked = database.withHandle(handle -> handle.createQuery(LOCK)
                    .bind("stores", stores(sessions))
                    .bind("sessions", names(sessions))
                    .map((row, context) -> new Known(
                            new Session(row.getObject("store_id", UUID.class), row.getString("session")), course(row)))
                    .list());
        } while (locked.size() < sessions.size());
        return locked;
    }

    private void update(Map<Session, Course> courses) {
        List<Session> sessions = List.copyOf(courses.keySet());
        database.useHandle(handle -> {
            var update =
                    handle.createUpdate(UPDATE).bind("stores", stores(sessions)).bind("sessions", names(sessions));
            for (FunnelStep step : FunnelStep.values()) {
                update.bind(COLUMNS.get(step.ordinal()), times(sessions, courses, step));
            }
            update.execute();
        });
    }

    private static UUID[] stores(List<Session> sessions) {
        return sessions.stream().map(Session::storeId).toArray(UUID[]::new);
    }

    private static String[] names(List<Session> sessions) {
        return sessions.stream().map(Session::session).toArray(String[]::new);
    }

    private record Known(Session session, Course course) {}

    private static Course course(ResultSet row) throws SQLException {
        var course = new Course();
        for (FunnelStep step : FunnelStep.values()) {
            OffsetDateTime at = row.getObject(COLUMNS.get(step.ordinal()), OffsetDateTime.class);
            if (at != null) {
                course.reached(step, at.toInstant());
            }
        }
        return course;
    }

    private static void join(Known known, Course course, Map<Place, Long> changes) {
        for (FunnelStep step : FunnelStep.values()) {
            Instant before = known.course().at(step);
            if (before != null) {
                course.reached(step, before);
                changes.merge(new Place(known.session().storeId(), Quarter.of(before), step), -1L, Long::sum);
            }
            Instant now = course.at(step);
            if (now != null) {
                changes.merge(new Place(known.session().storeId(), Quarter.of(now), step), 1L, Long::sum);
            }
        }
    }

    private static String[] times(List<Session> sessions, Map<Session, Course> courses, FunnelStep step) {
        return sessions.stream()
                .map(session -> Objects.requireNonNull(courses.get(session)).at(step))
                .map(at -> at == null ? null : at.toString())
                .toArray(String[]::new);
    }

    private void add(List<Map.Entry<Place, Long>> changes) {
        database.useHandle(handle -> handle.createUpdate(ADD)
                .bind(
                        "stores",
                        changes.stream().map(each -> each.getKey().storeId()).toArray(UUID[]::new))
                .bind(
                        "quarters",
                        changes.stream()
                                .map(each -> each.getKey().quarter().toString())
                                .toArray(String[]::new))
                .bind(
                        "steps",
                        changes.stream()
                                .map(each -> each.getKey().step().name())
                                .toArray(String[]::new))
                .bind("sessions", changes.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .execute());
    }
}
