package io.saler.query.report;

import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.report.ReportParameters.Selection;
import io.saler.query.store.StoreView;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports for pages of administrators, which have seen to it who asks. */
@Component
public class ReportTables {

    /** What can be asked for. */
    public static final List<String> REPORTS =
            List.of("sales", "products", "customers", "stock", "funnel", "search-terms");

    public static final List<String> GRANULARITIES =
            Arrays.stream(Granularity.values()).map(Granularity::text).toList();

    private static final int RANKED = 50;

    private final Reports reports;
    private final SalesReport sales;
    private final ProductReport products;
    private final CustomerReport customers;
    private final StockReport stock;
    private final FunnelReport funnel;
    private final SearchTermReport searchTerms;
    private final Clock clock;

    ReportTables(
            Reports reports,
            SalesReport sales,
            ProductReport products,
            CustomerReport customers,
            StockReport stock,
            FunnelReport funnel,
            SearchTermReport searchTerms,
            Clock clock) {
        this.reports = reports;
        this.sales = sales;
        this.products = products;
        this.customers = customers;
        this.stock = stock;
        this.funnel = funnel;
        this.searchTerms = searchTerms;
        this.clock = clock;
    }

    /**
     * What a page asks, as a client of the API writes it.
     *
     * @param asOf a moment; null for now
     */
    public record Choice(
            String report,
            String from,
            String to,
            String granularity,
            boolean compared,
            @Nullable String asOf) {}

    /** Returns a report, or throws {@link InvalidParameter}. Of rankings there are the first {@value #RANKED}. */
    public ReportTable read(StoreView store, Choice choice) {
        return read(store, choice, RANKED);
    }

    /** The same as CSV, with the first {@value ReportRequest#MOST_ITEMS} of rankings. */
    public String csv(StoreView store, Choice choice) {
        return read(store, choice, ReportRequest.MOST_ITEMS).csv();
    }

    private ReportTable read(StoreView store, Choice choice, int items) {
        var parameters = new ReportParameters(
                choice.from(),
                choice.to(),
                choice.granularity(),
                null,
                null,
                choice.compared() ? "previous" : null,
                choice.asOf());
        Instant now = clock.instant();
        return switch (choice.report()) {
            case "products" ->
                ReportTable.ofProducts(
                        reports.read(products, parameters.readRanking(store, Selection.ALL, items, now)));
            case "search-terms" ->
                ReportTable.ofSearchTerms(
                        reports.read(searchTerms, parameters.readRanking(store, Selection.ALL, items, now)));
            default -> byPeriods(choice.report(), parameters.read(store, Selection.ALL, now));
        };
    }

    private ReportTable byPeriods(String report, ReportRequest request) {
        return switch (report) {
            case "sales" -> ReportTable.of(Layout.SALES, reports.read(sales, request));
            case "customers" -> ReportTable.of(Layout.CUSTOMERS, reports.read(customers, request));
            case "stock" -> ReportTable.of(Layout.STOCK, reports.read(stock, request));
            case "funnel" -> ReportTable.of(Layout.FUNNEL, reports.read(funnel, request));
            default -> throw new InvalidParameter("report", "This must be one of %s.".formatted(REPORTS));
        };
    }
}
