package io.saler.query.report;

import io.saler.catalog.ProductId;
import io.saler.gateway.access.Caller;
import io.saler.gateway.openapi.Refuses;
import io.saler.gateway.page.Limit;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.Freshness;
import io.saler.query.report.ReportParameters.Format;
import io.saler.query.report.ReportParameters.Selection;
import io.saler.query.store.StoreTable;
import io.saler.query.store.StoreView;
import io.saler.store.StoreFailure;
import io.saler.store.StoreId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Answers reports about a store, as JSON or as CSV. */
@RestController
class ReportEndpoint {

    private static final String CACHE = "X-Cache";
    private static final CacheControl NOT_SHARED = CacheControl.noCache().cachePrivate();

    private final Reports reports;
    private final SalesReport sales;
    private final ProductReport products;
    private final CustomerReport customers;
    private final StockReport stock;
    private final FunnelReport funnel;
    private final SearchTermReport searchTerms;
    private final ReportAccess access;
    private final StoreTable stores;
    private final Freshness freshness;
    private final JsonMapper json;
    private final Clock clock;

    ReportEndpoint(
            Reports reports,
            SalesReport sales,
            ProductReport products,
            CustomerReport customers,
            StockReport stock,
            FunnelReport funnel,
            SearchTermReport searchTerms,
            ReportAccess access,
            StoreTable stores,
            Freshness freshness,
            JsonMapper json,
            Clock clock) {
        this.reports = reports;
        this.sales = sales;
        this.products = products;
        this.customers = customers;
        this.stock = stock;
        this.funnel = funnel;
        this.searchTerms = searchTerms;
        this.access = access;
        this.stores = stores;
        this.freshness = freshness;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/reports/sales")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<Spans<Timeline<SalesFigures>>> sales(
            Caller reader,
            @RequestParam StoreId storeId,
            @ParameterObject ReportParameters parameters,
            @RequestParam(required = false) @Nullable ProductId product,
            @RequestParam(required = false) @Nullable String category) {
        ReportRequest request = read(reader, storeId, parameters, new Selection(product, category));
        return answer(sales, request, parameters.readFormat(), Layout.SALES);
    }

    @GetMapping("/reports/customers")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<Spans<Timeline<CustomerFigures>>> customers(
            Caller reader, @RequestParam StoreId storeId, @ParameterObject ReportParameters parameters) {
        ReportRequest request = read(reader, storeId, parameters, Selection.ALL);
        return answer(customers, request, parameters.readFormat(), Layout.CUSTOMERS);
    }

    @GetMapping("/reports/stock")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<Spans<Timeline<StockFigures>>> stock(
            Caller reader,
            @RequestParam StoreId storeId,
            @ParameterObject ReportParameters parameters,
            @RequestParam(required = false) @Nullable ProductId product,
            @RequestParam(required = false) @Nullable String category) {
        ReportRequest request = read(reader, storeId, parameters, new Selection(product, category));
        return answer(stock, request, parameters.readFormat(), Layout.STOCK);
    }

    /** As CSV it has all products. */
    @GetMapping("/reports/products")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.UNPROCESSABLE_CONTENT})
    @Nullable
    ResponseEntity<Spans<ProductRanking>> products(
            Caller reader,
            @RequestParam StoreId storeId,
            @ParameterObject ReportParameters parameters,
            @RequestParam(required = false) @Nullable ProductId product,
            @RequestParam(required = false) @Nullable String category,
            Limit limit,
            HttpServletResponse response)
            throws IOException {
        ReportRequest request = parameters.readRanking(
                store(reader, storeId), new Selection(product, category), limit.items(), clock.instant());
        if (parameters.readFormat() == Format.CSV) {
            send(request, response);
            return null;
        }
        return described(asJson(reports.render(products, request, "json", json::writeValueAsString)));
    }

    /** With its length, so that an answer that breaks off cannot be taken for a whole one. */
    private void send(ReportRequest request, HttpServletResponse response) throws IOException {
        try (var csv = ProductCsv.of(each -> reports.forEachProduct(products, request, each))) {
            response.setHeader(CACHE, "miss");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(products, request));
            response.setHeader(HttpHeaders.CACHE_CONTROL, NOT_SHARED.getHeaderValue());
            response.setContentType(ProductCsv.TYPE.toString());
            response.setContentLengthLong(csv.size());
            csv.sendTo(response.getOutputStream());
        }
    }

    @GetMapping("/reports/funnel")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<Spans<Timeline<FunnelFigures>>> funnel(
            Caller reader, @RequestParam StoreId storeId, @ParameterObject ReportParameters parameters) {
        ReportRequest request = ofQuarters(read(reader, storeId, parameters, Selection.ALL));
        return answer(funnel, request, parameters.readFormat(), Layout.FUNNEL);
    }

    /** As CSV it has as many terms as a list may have. */
    @GetMapping("/reports/search-terms")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.UNPROCESSABLE_CONTENT})
    ResponseEntity<Spans<SearchTermRanking>> searchTerms(
            Caller reader, @RequestParam StoreId storeId, @ParameterObject ReportParameters parameters, Limit limit) {
        StoreView store = store(reader, storeId);
        Format format = parameters.readFormat();
        int items = format == Format.CSV ? ReportRequest.MOST_ITEMS : limit.items();
        ReportRequest request = ofQuarters(parameters.readRanking(store, Selection.ALL, items, clock.instant()));
        return switch (format) {
            case JSON -> described(asJson(reports.render(searchTerms, request, "json", json::writeValueAsString)));
            case CSV ->
                described(asCsv(
                        reports.render(searchTerms, request, "csv", made -> SearchTermCsv.text(made.current())),
                        searchTerms,
                        request));
        };
    }

    /** What visitors did is counted by quarters of an hour, of which there are only whole ones. */
    private static ReportRequest ofQuarters(ReportRequest request) {
        if (!request.isOfQuarters()) {
            throw new InvalidParameter("from", "This report begins and ends at a quarter of an hour, such as 10:15.");
        }
        return request;
    }

    private ReportRequest read(Caller reader, StoreId store, ReportParameters parameters, Selection selection) {
        return parameters.read(store(reader, store), selection, clock.instant());
    }

    private StoreView store(Caller reader, StoreId storeId) {
        return freshness
                .await(() -> stores.find(storeId).filter(found -> access.mayRead(reader, storeId)))
                .map(StoreTable.Found::store)
                .orElseThrow(StoreFailure.StoreUnknown::new);
    }

    private <F> ResponseEntity<Spans<Timeline<F>>> answer(
            Report<Timeline<F>> report, ReportRequest request, Format format, Layout<F> layout) {
        return switch (format) {
            case JSON -> described(asJson(reports.render(report, request, "json", json::writeValueAsString)));
            case CSV -> {
                var rendered = reports.render(
                        report,
                        request,
                        "csv",
                        made -> layout.text(made, request.currency().getCurrencyCode()));
                yield described(asCsv(rendered, report, request));
            }
        };
    }

    private static ResponseEntity<ReportJson> asJson(Reports.Rendered rendered) {
        return ok(rendered).contentType(MediaType.APPLICATION_JSON).body(new ReportJson(rendered.text()));
    }

    private static ResponseEntity<String> asCsv(Reports.Rendered rendered, Report<?> report, ReportRequest request) {
        return ok(rendered)
                .contentType(ProductCsv.TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(report, request))
                .body(rendered.text());
    }

    private static ResponseEntity.BodyBuilder ok(Reports.Rendered rendered) {
        return ResponseEntity.ok().cacheControl(NOT_SHARED).header(CACHE, rendered.cached() ? "hit" : "miss");
    }

    /** By the first day, whatever the periods: the name of an hour has characters that names of files cannot have. */
    private static String attachment(Report<?> report, ReportRequest request) {
        LocalDate first =
                LocalDate.ofInstant(request.buckets().from(), request.buckets().zone());
        return ContentDisposition.attachment()
                .filename("%s-%s.csv".formatted(report.name(), first))
                .build()
                .toString();
    }

    /** What is sent is a text already; the type only says what is written in it. */
    @SuppressWarnings("unchecked")
    private static <R> ResponseEntity<R> described(ResponseEntity<?> text) {
        return (ResponseEntity<R>) text;
    }
}
