package io.saler.query.report;

import io.saler.axonserver.json.ValueTypesModule;
import io.saler.query.store.StoreView;
import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reports about what is in a test's database, in the forms in which they are answered. */
public final class TestReports {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new ValueTypesModule()).build();

    private final Reports reports;

    public TestReports(Jdbi database) {
        this.reports = new Reports(
                database,
                null,
                new ReportSettings(
                        Duration.ofMinutes(5), Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ofMinutes(5)));
    }

    /** @param report the last part of its path */
    public record Asked(
            String report,
            String storeId,
            Currency currency,
            ZoneId zone,
            String granularity,
            Instant from,
            Instant to,
            @Nullable Instant asOf) {}

    public String csv(Asked asked) {
        ReportRequest request = request(asked);
        String currency = asked.currency().getCurrencyCode();
        return switch (asked.report()) {
            case "sales" -> Layout.SALES.text(reports.read(new SalesReport(), request), currency);
            case "customers" -> Layout.CUSTOMERS.text(reports.read(new CustomerReport(), request), currency);
            case "stock" -> Layout.STOCK.text(reports.read(new StockReport(), request), currency);
            case "funnel" -> Layout.FUNNEL.text(reports.read(new FunnelReport(), request), currency);
            case "search-terms" ->
                SearchTermCsv.text(reports.read(new SearchTermReport(), request).current());
            case "products" -> productCsv(request);
            default -> throw new IllegalArgumentException(asked.report());
        };
    }

    /** Of those about visitors. */
    public String json(Asked asked) {
        ReportRequest request = request(asked);
        return JSON.writeValueAsString(
                switch (asked.report()) {
                    case "funnel" -> reports.read(new FunnelReport(), request);
                    case "search-terms" -> reports.read(new SearchTermReport(), request);
                    default -> throw new IllegalArgumentException(asked.report());
                });
    }

    private String productCsv(ReportRequest request) {
        var out = new ByteArrayOutputStream();
        try (var csv = ProductCsv.of(each -> reports.forEachProduct(new ProductReport(), request, each))) {
            csv.sendTo(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ReportRequest request(Asked asked) {
        var parameters = new ReportParameters(
                asked.from().toString(),
                asked.to().toString(),
                asked.granularity(),
                null,
                "csv",
                null,
                asked.asOf() == null ? null : asked.asOf().toString());
        var store = new StoreView(
                StoreId.of(asked.storeId()),
                "Shop",
                asked.currency(),
                new StoreTimeZone(asked.zone().getId()),
                Instant.EPOCH);
        return asked.report().equals("products") || asked.report().equals("search-terms")
                ? parameters.readRanking(store, ReportParameters.Selection.ALL, ReportRequest.MOST_ITEMS, Instant.now())
                : parameters.read(store, ReportParameters.Selection.ALL, Instant.now());
    }
}
