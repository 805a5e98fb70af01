package io.saler.benchmark.year;

import io.saler.benchmark.year.YearTruth.Store;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds what reports say of visitors against {@link VisitTruth}, figure by figure. */
public final class VisitCheck {

    private static final List<String> NOBODY = Collections.nCopies(6, "0");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final VisitTruth truth;
    private final Answers answers;
    private final Comparison comparison;

    public VisitCheck(VisitTruth truth, Answers answers, Comparison comparison) {
        this.truth = truth;
        this.answers = answers;
        this.comparison = comparison;
    }

    /** Compares both reports about all of these stores. */
    public void run(List<Store> stores) throws SQLException {
        for (Store store : stores) {
            for (Span span : Span.about(store)) {
                compareFunnel(span);
                compareTerms(span);
            }
        }
    }

    private void compareFunnel(Span span) throws SQLException {
        Map<Instant, List<BigDecimal>> steps = truth.funnel(span);
        comparison.periods(
                "funnel",
                span,
                answers.csv("funnel", span),
                begins -> steps.containsKey(begins)
                        ? steps.get(begins).stream()
                                .map(BigDecimal::toPlainString)
                                .toList()
                        : NOBODY,
                steps.keySet());
        compareTotals(
                "funnel",
                span,
                truth.funnelTotals(span),
                List.of("visits", "viewed", "added", "checkout", "payment", "purchased"));
    }

    private void compareTerms(Span span) throws SQLException {
        List<List<String>> expected = truth.terms(span);
        List<List<String>> rows = Csv.read(answers.csv("search-terms", span));
        List<List<String>> found = rows.subList(1, rows.size());
        for (int place = 0; place < Math.max(expected.size(), found.size()); place++) {
            int rank = place;
            comparison.same(at(place, expected), at(place, found), () -> "search term %d of %s".formatted(rank, span));
        }
        compareTotals("search-terms", span, truth.termTotals(span), List.of("terms", "searches", "withoutResults"));
    }

    private static List<String> at(int place, List<List<String>> rows) {
        return place < rows.size() ? rows.get(place) : List.of();
    }

    private void compareTotals(String report, Span span, List<String> expected, List<String> names) {
        JsonNode totals = JSON.readTree(answers.json(report, span)).path("totals");
        comparison.same(
                expected,
                names.stream().map(name -> totals.path(name).asString()).toList(),
                () -> "totals of %s of %s".formatted(report, span));
    }
}
