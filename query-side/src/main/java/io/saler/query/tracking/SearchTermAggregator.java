package io.saler.query.tracking;

import io.saler.analytics.SearchTerm;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

/** Counts what is searched for, and what of it is not found. */
@Component
final class SearchTermAggregator implements Aggregator {

    private static final String ADD = """
            insert into query.search_term_quarter as q (store_id, starts_at, term, searches, without_results)
            select store_id, cast(starts_at as timestamptz), term, searches, without_results
            from unnest(:stores, :quarters, :terms, :searches, :withoutResults)
                as c (store_id, starts_at, term, searches, without_results)
            order by 1, 2, 3
            on conflict (store_id, starts_at, term) do update
            set searches = q.searches + excluded.searches,
                without_results = q.without_results + excluded.without_results""";

    private final Jdbi database;

    SearchTermAggregator(Jdbi database) {
        this.database = database;
    }

    private record Term(UUID storeId, Instant quarter, String term) {}

    private record Count(long searches, long withoutResults) {
        Count plus(Count other) {
            return new Count(searches + other.searches, withoutResults + other.withoutResults);
        }
    }

    @Override
    public void count(List<TrackedEvent> events) {
        Map<Term, Count> counts = new HashMap<>();
        for (TrackedEvent event : events) {
            String query = event.details().query();
            String term = query == null ? "" : new SearchTerm(query).value();
            if (!term.isEmpty()) {
                Integer results = event.details().results();
                counts.merge(
                        new Term(event.storeId(), Quarter.of(event.at()), term),
                        new Count(1, results != null && results == 0 ? 1 : 0),
                        Count::plus);
            }
        }
        if (!counts.isEmpty()) {
            add(List.copyOf(counts.entrySet()));
        }
    }

    private void add(List<Map.Entry<Term, Count>> counts) {
        database.useHandle(handle -> handle.createUpdate(ADD)
                .bind(
                        "stores",
                        counts.stream().map(each -> each.getKey().storeId()).toArray(UUID[]::new))
                .bind(
                        "quarters",
                        counts.stream()
                                .map(each -> each.getKey().quarter().toString())
                                .toArray(String[]::new))
                .bind("terms", counts.stream().map(each -> each.getKey().term()).toArray(String[]::new))
                .bind(
                        "searches",
                        counts.stream().map(each -> each.getValue().searches()).toArray(Long[]::new))
                .bind(
                        "withoutResults",
                        counts.stream()
                                .map(each -> each.getValue().withoutResults())
                                .toArray(Long[]::new))
                .execute());
    }
}
