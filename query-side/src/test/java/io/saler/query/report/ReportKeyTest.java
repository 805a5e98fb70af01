package io.saler.query.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.catalog.ProductId;
import io.saler.query.store.StoreView;
import io.saler.store.StoreId;
import io.saler.store.StoreTimeZone;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportKeyTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final ProductId PRODUCT = new ProductId(UUID.fromString("0d8f2f2a-3a39-4a53-9d0a-6f6f1d3c2b10"));
    private static final StoreView STORE = store("0d8f2f2a-3a39-4a53-9d0a-6f6f1d3c2b11");

    private final SalesReport sales = new SalesReport();

    @Test
    void whateverIsAskedDifferentlyHasAKeyOfItsOwn() {
        assertThat(List.of(
                        ReportKey.of(sales, asked("2026-01-01", "2026-02-01", "day", null, null, null), "json"),
                        ReportKey.of(sales, asked("2026-01-01", "2026-02-01", "day", null, null, null), "csv"),
                        ReportKey.of(
                                new StockReport(), asked("2026-01-01", "2026-02-01", "day", null, null, null), "json"),
                        ReportKey.of(sales, asked("2026-01-02", "2026-02-01", "day", null, null, null), "json"),
                        ReportKey.of(sales, asked("2026-01-01", "2026-02-02", "day", null, null, null), "json"),
                        ReportKey.of(sales, asked("2026-01-01", "2026-02-01", "month", null, null, null), "json"),
                        ReportKey.of(
                                sales, asked("2026-01-01", "2026-02-01", "day", "Africa/Abidjan", null, null), "json"),
                        ReportKey.of(sales, asked("2026-01-01", "2026-02-01", "day", null, "previous", null), "json"),
                        ReportKey.of(
                                sales,
                                asked("2026-01-01", "2026-02-01", "day", null, null, "2026-01-15T00:00:00Z"),
                                "json"),
                        ReportKey.of(sales, about(STORE, PRODUCT, null, 20), "json"),
                        ReportKey.of(sales, about(STORE, null, PRODUCT.toString(), 20), "json"),
                        ReportKey.of(sales, about(STORE, null, "", 20), "json"),
                        ReportKey.of(sales, about(STORE, null, "null", 20), "json"),
                        ReportKey.of(sales, about(STORE, null, "a, limit=20", 20), "json"),
                        ReportKey.of(sales, about(STORE, null, "a", 20), "json"),
                        ReportKey.of(sales, about(STORE, null, null, 50), "json"),
                        ReportKey.of(
                                sales, about(store("0d8f2f2a-3a39-4a53-9d0a-6f6f1d3c2b12"), null, null, 20), "json")))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameQuestionHasTheSameKeyHoweverItIsWritten() {
        assertThat(Stream.of("2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00")
                        .map(from -> ReportKey.of(sales, asked(from, "2026-02-01", "day", null, null, null), "json")))
                .hasSize(3)
                .containsOnly(ReportKey.of(sales, asked("2026-01-01", "2026-02-01", null, "UTC", null, null), "json"));
    }

    private static ReportRequest asked(
            String from, String to, String granularity, String timeZone, String compare, String asOf) {
        return new ReportParameters(from, to, granularity, timeZone, null, compare, asOf)
                .readRanking(STORE, ReportParameters.Selection.ALL, 20, NOW);
    }

    private static ReportRequest about(StoreView store, ProductId product, String category, int limit) {
        return new ReportParameters("2026-01-01", "2026-02-01", "day", null, null, null, null)
                .readRanking(store, new ReportParameters.Selection(product, category), limit, NOW);
    }

    private static StoreView store(String id) {
        return new StoreView(StoreId.of(id), "Shop", Currency.getInstance("EUR"), StoreTimeZone.UTC, Instant.EPOCH);
    }
}
