package io.saler.query.report;

import io.saler.benchmark.year.YearTruth.Span;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * What reports have to say about visits, added up by plain SQL from each stored event, without anything that was
 * counted before. Calendars are PostgreSQL's own.
 */
final class VisitTruth {

    private static final String WITHIN = """
             and quarter >= cast(:from as timestamptz) and quarter < cast(:to as timestamptz)
             and quarter + interval '15 minutes' <= cast(:asOf as timestamptz)
            """;

    private static final String FUNNEL = """
            with said as (
                select session, at, case
                    when details ->> 'step' = 'COMPLETED' then 6
                    when details ->> 'step' = 'PAYMENT' then 5
                    when type = 'CHECKOUT_STEP' then 4
                    when type = 'ADD_TO_CART' then 3
                    when type = 'PRODUCT_VIEW' then 2
                    else 1 end as step
                from query.tracked_event where store_id = cast(:store as uuid)
            ), came as (
                select wanted, session, date_bin('15 minutes', min(at), timestamptz 'epoch') as quarter
                from said join generate_series(1, 6) as wanted on step >= wanted
                group by wanted, session
            )
            select greatest(date_trunc(:granularity, quarter, :zone), cast(:from as timestamptz)) as begins,
                count(*) filter (where wanted = 1) as s1, count(*) filter (where wanted = 2) as s2,
                count(*) filter (where wanted = 3) as s3, count(*) filter (where wanted = 4) as s4,
                count(*) filter (where wanted = 5) as s5, count(*) filter (where wanted = 6) as s6
            from came
            where true""" + WITHIN + "group by begins";

    private static final String TERMS = """
            select term, count(*) as searches, count(*) filter (where results = 0) as without_results
            from (
                select lower(regexp_replace(trim(details ->> 'query'), '\\s+', ' ', 'g')) as term,
                    (details ->> 'results')::integer as results,
                    date_bin('15 minutes', at, timestamptz 'epoch') as quarter
                from query.tracked_event where store_id = cast(:store as uuid) and type = 'SEARCH'
            ) as searched
            where true""" + WITHIN + "group by term order by searches desc, term";

    private final Handle events;

    VisitTruth(Handle events) {
        this.events = events;
    }

    /** How many visits came to each step, by the begin of each period in which one did. */
    Map<Instant, List<String>> funnel(Span span) {
        return asked(FUNNEL, span)
                .bind("granularity", span.granularity())
                .bind("zone", span.store().zone().getId())
                .map((row, context) -> Map.entry(
                        row.getObject("begins", OffsetDateTime.class).toInstant(),
                        List.of(
                                row.getString("s1"),
                                row.getString("s2"),
                                row.getString("s3"),
                                row.getString("s4"),
                                row.getString("s5"),
                                row.getString("s6"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<SearchTermFigures> terms(Span span) {
        return asked(TERMS, span)
                .map((row, context) -> new SearchTermFigures(
                        row.getString("term"), row.getLong("searches"), row.getLong("without_results")))
                .list();
    }

    private Query asked(String query, Span span) {
        return events.createQuery(query)
                .bind("store", span.store().id())
                .bind("from", span.from().toString())
                .bind("to", span.to().toString())
                .bind("asOf", span.asOf().toString());
    }
}
