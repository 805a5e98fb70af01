package io.saler.query.report;

import io.saler.value.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A report as a table: a row for each period, with what is the same for all rows of the store in the last columns.
 *
 * @param columns the names of the figures
 * @param values the figures in that order
 */
record Layout<F>(List<String> columns, Function<F, @Nullable Object[]> values) {

    static final Layout<SalesFigures> SALES = new Layout<>(
            List.of("placed", "orders", "units", "revenue", "refunded", "net", "average", "cancelled"),
            sales -> new @Nullable Object[] {
                sales.placed(),
                sales.orders(),
                sales.units(),
                amount(sales.revenue()),
                amount(sales.refunded()),
                amount(sales.net()),
                amount(sales.average()),
                sales.cancelled()
            });

    static final Layout<CustomerFigures> CUSTOMERS = new Layout<>(
            List.of("customers", "newCustomers", "returningCustomers", "orders", "revenue", "average"),
            customers -> new @Nullable Object[] {
                customers.customers(),
                customers.newCustomers(),
                customers.returningCustomers(),
                customers.orders(),
                amount(customers.revenue()),
                amount(customers.average())
            });

    static final Layout<StockFigures> STOCK =
            new Layout<>(List.of("received", "removed", "sold", "returned", "onHand"), stock -> new @Nullable Object[] {
                stock.received(), stock.removed(), stock.sold(), stock.returned(), stock.onHand()
            });

    static final Layout<FunnelFigures> FUNNEL = new Layout<>(
            List.of("visits", "viewed", "added", "checkout", "payment", "purchased"), funnel -> new @Nullable Object[] {
                funnel.visits(),
                funnel.viewed(),
                funnel.added(),
                funnel.checkout(),
                funnel.payment(),
                funnel.purchased()
            });

    private static final List<String> PERIOD = List.of("period", "from", "to");

    /** The periods of a span, after those of the span before it where there is one. */
    String text(Spans<Timeline<F>> report, String currency) {
        var text = new StringBuilder();
        var csv = new CsvText(text);
        List<@Nullable Object> header = new ArrayList<>(PERIOD);
        header.addAll(columns);
        header.add("currency");
        csv.row(header.toArray());
        Timeline<F> before = report.previous();
        if (before != null) {
            before.buckets().forEach(bucket -> csv.row(row(bucket, currency)));
        }
        report.current().buckets().forEach(bucket -> csv.row(row(bucket, currency)));
        return text.toString();
    }

    private @Nullable Object[] row(Bucket<F> bucket, String currency) {
        List<@Nullable Object> row = new ArrayList<>(List.of(bucket.name(), bucket.from(), bucket.to()));
        row.addAll(Arrays.asList(values.apply(bucket.figures())));
        row.add(currency);
        return row.toArray();
    }

    static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }
}
