package io.saler.query.report;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report as people look at it.
 *
 * @param columns the names of its figures
 * @param rows a line for each period, or for each thing that is ranked
 * @param totals of all of them; has fewer cells than the columns where these say what is ranked
 * @param previous the totals of the time before; null where that was not asked for
 */
public record ReportTable(
        List<String> columns,
        List<Line> rows,
        List<String> totals,
        @Nullable List<String> previous) {

    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        totals = List.copyOf(totals);
    }

    /** @param name of the period or the thing */
    public record Line(String name, List<String> cells) {}

    static <F> ReportTable of(Layout<F> layout, Spans<Timeline<F>> report) {
        Timeline<F> before = report.previous();
        return new ReportTable(
                layout.columns(),
                report.current().buckets().stream()
                        .map(bucket -> new Line(bucket.name(), cells(layout, bucket.figures())))
                        .toList(),
                cells(layout, report.current().totals()),
                before == null ? null : cells(layout, before.totals()));
    }

    private static <F> List<String> cells(Layout<F> layout, F figures) {
        return texts(layout.values().apply(figures));
    }

    static ReportTable ofProducts(Spans<ProductRanking> report) {
        ProductRanking before = report.previous();
        return new ReportTable(
                List.of("orders", "units", "revenue", "returned"),
                report.current().items().stream()
                        .map(each -> new Line(
                                Objects.requireNonNullElse(
                                        each.name(), each.productId().toString()),
                                texts(each.orders(), each.units(), Layout.amount(each.revenue()), each.returned())))
                        .toList(),
                products(report.current().totals()),
                before == null ? null : products(before.totals()));
    }

    String csv() {
        var text = new StringBuilder();
        var csv = new CsvText(text);
        csv.row(Stream.concat(Stream.of("name"), columns.stream()).toArray());
        rows.forEach(row -> csv.row(
                Stream.concat(Stream.of(row.name()), row.cells().stream().map(BigDecimal::new))
                        .toArray()));
        return text.toString();
    }

    /** Orders of several products cannot be added up. */
    private static List<String> products(ProductRanking.Totals totals) {
        return texts(null, totals.units(), Layout.amount(totals.revenue()), totals.returned());
    }

    static ReportTable ofSearchTerms(Spans<SearchTermRanking> report) {
        SearchTermRanking before = report.previous();
        return new ReportTable(
                List.of("searches", "withoutResults"),
                report.current().items().stream()
                        .map(each -> new Line(each.term(), texts(each.searches(), each.withoutResults())))
                        .toList(),
                searches(report.current().totals()),
                before == null ? null : searches(before.totals()));
    }

    private static List<String> searches(SearchTermRanking.Totals totals) {
        return texts(totals.searches(), totals.withoutResults());
    }

    private static List<String> texts(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(value -> value == null ? "" : value.toString())
                .toList();
    }
}
