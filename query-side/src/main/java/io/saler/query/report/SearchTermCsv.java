package io.saler.query.report;

/** What visitors have searched for as CSV. */
final class SearchTermCsv {

    private SearchTermCsv() {}

    static String text(SearchTermRanking ranking) {
        var text = new StringBuilder();
        var csv = new CsvText(text);
        csv.row("term", "searches", "withoutResults");
        ranking.items().forEach(each -> csv.row(each.term(), each.searches(), each.withoutResults()));
        return text.toString();
    }
}
