package io.saler.saga.journal;

import io.saler.identity.UserId;
import io.saler.journal.FindSagas;
import io.saler.journal.SagaFilter;
import io.saler.journal.SagaFilter.Association;
import io.saler.saga.notification.Contacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The SQL by which sagas are selected, those first that have begun last. What they are about comes first: of it the
 * newest are found by an index, however many there are.
 */
final class SagaSelection {

    private static final String UNENDED = "saga.status in ('RUNNING', 'STUCK', 'COMPENSATING')";

    /** Put so that these are looked for first, instead of all sagas in their order. */
    private static final String STUCK_SINCE = """
            saga.saga_id = any (array(
                select saga_id from saga.journal_saga where status = 'STUCK' and failing_since <= :stuckSince
                union all
                select saga_id from saga.journal_trouble where outcome = 'OVERDUE' and since <= :stuckSince))
            and (saga.status = 'STUCK' or exists (
                select from saga.journal_trouble trouble
                where trouble.saga_id = saga.saga_id and trouble.outcome = 'OVERDUE'
                and trouble.step_since = coalesce(saga.step_since, saga.started_at)
                and saga.status in ('RUNNING', 'COMPENSATING')))""";

    /** Once each, since something may have the same id under two names. */
    private static final String SELECT = """
            select distinct on (%1$s.started_at, %1$s.saga_id) %2$s, %1$s.started_at as place
            from %3$s
            where %4$s
            order by %1$s.started_at desc, %1$s.saga_id desc
            limit :limit""";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> bindings = new HashMap<>();
    private final List<Association> about;

    private SagaSelection(List<Association> about) {
        this.about = about;
    }

    static SagaSelection of(SagaFilter filter, Contacts contacts) {
        var about = new ArrayList<Association>();
        if (filter.association() != null) {
            about.add(filter.association());
        }
        boolean nobody = false;
        if (filter.customer() != null) {
            Optional<UserId> customer = contacts.owner(filter.customer());
            customer.ifPresent(known -> about.add(new Association("customerId", known.toString())));
            nobody = customer.isEmpty();
        }
        var selection = new SagaSelection(List.copyOf(about));
        selection.restrict(filter);
        if (nobody) {
            selection.conditions.add("false");
        }
        return selection;
    }

    private void restrict(SagaFilter filter) {
        String first = first();
        if (filter.status() != null) {
            where("saga.status = :status", "status", filter.status().name());
        }
        if (filter.type() != null) {
            where("saga.type = :type", "type", filter.type());
        }
        if (filter.step() != null) {
            where(UNENDED + " and saga.step = :step", "step", filter.step());
        }
        if (filter.startedAfter() != null) {
            where(first + ".started_at >= :startedAfter", "startedAfter", filter.startedAfter());
        }
        if (filter.startedBefore() != null) {
            where(first + ".started_at < :startedBefore", "startedBefore", filter.startedBefore());
        }
        if (filter.stuckSince() != null) {
            where(STUCK_SINCE, "stuckSince", filter.stuckSince());
        }
        if (filter.reason() != null) {
            where("saga.reason = :reason", "reason", filter.reason());
        }
        if (filter.failure() != null) {
            where("saga.status = 'STUCK' and saga.failure ilike :failure", "failure", containing(filter.failure()));
        }
        for (int i = 0; i < about.size(); i++) {
            bind("value" + i, about.get(i).value());
            String key = about.get(i).key();
            if (key != null) {
                bind("key" + i, key);
            }
            if (i > 0) {
                conditions.add("exists (select from saga.journal_association other"
                        + " where other.saga_id = saga.saga_id and " + named("other", i) + ")");
            }
        }
    }

    private static String containing(String text) {
        return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    void after(FindSagas.Place place) {
        where(
                "(%1$s.started_at, %1$s.saga_id) < (:afterTime, :afterId)".formatted(first()),
                "afterTime",
                place.startedAt());
        bind("afterId", place.sagaId().value());
    }

    void triedAgain() {
        conditions.add("saga.status = 'STUCK' and saga.retry_task is not null");
    }

    void goingForward(List<String> types) {
        where(
                "saga.status in ('RUNNING', 'STUCK') and saga.own_status = 'RUNNING'"
                        + " and saga.type = any(string_to_array(:types, ','))",
                "types",
                String.join(",", types));
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        bind(name, value);
    }

    private void bind(String name, Object value) {
        bindings.put(name, value);
    }

    /** At most {@code :limit} of them, each with its place among the others. */
    String sql(String columns) {
        String from = "saga.journal_saga saga";
        var all = new ArrayList<>(conditions);
        if (!about.isEmpty()) {
            from = "saga.journal_association about join " + from + " using (saga_id)";
            all.addFirst(named("about", 0));
        }
        return SELECT.formatted(first(), columns, from, all.isEmpty() ? "true" : String.join(" and ", all));
    }

    private String named(String alias, int number) {
        String value = "%s.value = :value%d".formatted(alias, number);
        return about.get(number).key() == null ? value : value + " and %s.key = :key%d".formatted(alias, number);
    }

    /** Whose order is theirs. */
    private String first() {
        return about.isEmpty() ? "saga" : "about";
    }

    Map<String, Object> bindings() {
        return bindings;
    }
}
