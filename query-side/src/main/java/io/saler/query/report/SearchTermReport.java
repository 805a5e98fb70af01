package io.saler.query.report;

import io.saler.query.generation.Generation;
import org.jdbi.v3.core.Handle;
import org.springframework.stereotype.Component;

/** Ranks what was searched for. */
@Component
class SearchTermReport implements TrackingReport<SearchTermRanking> {

    private static final String FIGURES = """
            , figures as (
                select term, sum(searches) as searches, sum(without_results) as without_results
                from query.search_term_quarter
                where store_id = :store and starts_at >= :from and starts_at < :to
                  and starts_at <= cast(:asOf as timestamptz) - interval '15 minutes'
                group by term
            )
            """;

    private static final String RANKED = "select * from figures order by searches desc, term limit :limit";

    private static final String TOTALS = """
            select count(*) as terms, coalesce(sum(searches), 0) as searches,
                coalesce(sum(without_results), 0) as without_results
            from figures""";

    @Override
    public String name() {
        return "search-terms";
    }

    @Override
    public SearchTermRanking read(ReportRequest request, Generation generation, Handle handle) {
        return new SearchTermRanking(
                request.buckets().from(),
                request.buckets().to(),
                FactQuery.of(FIGURES + RANKED, request, generation, handle)
                        .bind("limit", request.limit())
                        .map((row, context) -> new SearchTermFigures(
                                row.getString("term"), row.getLong("searches"), row.getLong("without_results")))
                        .list(),
                FactQuery.of(FIGURES + TOTALS, request, generation, handle)
                        .map((row, context) -> new SearchTermRanking.Totals(
                                row.getLong("terms"), row.getLong("searches"), row.getLong("without_results")))
                        .one());
    }
}
