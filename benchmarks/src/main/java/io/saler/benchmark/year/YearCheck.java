package io.saler.benchmark.year;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what reports say of orders and stock against {@link YearTruth}, figure by figure and digit by digit. */
public final class YearCheck {

    private final YearTruth truth;
    private final Answers answers;
    private final Comparison comparison;

    public YearCheck(YearTruth truth, Answers answers, Comparison comparison) {
        this.truth = truth;
        this.answers = answers;
        this.comparison = comparison;
    }

    /** Compares all reports about all stores. */
    public void run() throws SQLException {
        for (YearTruth.Store store : truth.stores()) {
            for (Span span : Span.about(store)) {
                compare(span);
            }
        }
    }

    private void compare(Span span) throws SQLException {
        Map<Instant, List<BigDecimal>> sales = truth.sales(span);
        Map<Instant, List<BigDecimal>> customers = truth.customers(span);
        comparison.periods(
                "sales", span, answers.csv("sales", span), begins -> salesRow(sales.get(begins), span), sales.keySet());
        comparison.periods(
                "customers",
                span,
                answers.csv("customers", span),
                begins -> customersRow(customers.get(begins), span),
                customers.keySet());
        compareStock(span);
        compareProducts(span);
    }

    private static List<String> salesRow(@Nullable List<BigDecimal> sums, Span span) {
        List<BigDecimal> known = sums == null ? zeros(6) : sums;
        BigDecimal revenue = known.get(3);
        BigDecimal refunded = known.get(4);
        return List.of(
                count(known.get(0)),
                count(known.get(1)),
                count(known.get(2)),
                amount(revenue, span),
                amount(refunded, span),
                amount(revenue.subtract(refunded), span),
                average(revenue, known.get(1), span),
                count(known.get(5)));
    }

    private static List<String> customersRow(@Nullable List<BigDecimal> sums, Span span) {
        List<BigDecimal> known = sums == null ? zeros(4) : sums;
        return List.of(
                count(known.get(0)),
                count(known.get(1)),
                count(known.get(0).subtract(known.get(1))),
                count(known.get(2)),
                amount(known.get(3), span),
                average(known.get(3), known.get(0), span));
    }

    private void compareStock(Span span) throws SQLException {
        Map<Instant, List<BigDecimal>> stock = truth.stock(span);
        Span before = new Span(span.store(), "year", Instant.EPOCH, span.from(), span.asOf());
        BigDecimal[] onHand = {
            truth.stock(before).values().stream().map(moved -> moved.get(4)).reduce(BigDecimal.ZERO, BigDecimal::add)
        };
        comparison.periods(
                "stock",
                span,
                answers.csv("stock", span),
                begins -> {
                    List<BigDecimal> moved = stock.getOrDefault(begins, zeros(5));
                    onHand[0] = onHand[0].add(moved.get(4));
                    return List.of(
                            count(moved.get(0)),
                            count(moved.get(1)),
                            count(moved.get(2)),
                            count(moved.get(3)),
                            count(onHand[0]));
                },
                stock.keySet());
    }

    private void compareProducts(Span span) throws SQLException {
        Map<String, List<String>> expected = truth.products(span);
        List<List<String>> rows = Csv.read(answers.csv("products", span));
        BigDecimal last = null;
        for (List<String> row : rows.subList(1, rows.size())) {
            List<String> known = expected.remove(row.getFirst());
            if (known == null) {
                comparison.differs("A product that was not sold: " + row);
                continue;
            }
            List<String> rounded = new ArrayList<>(known);
            rounded.set(4, amount(new BigDecimal(known.get(4)), span));
            comparison.same(rounded, row.subList(2, 8), () -> "%s of %s".formatted(row.getFirst(), span));
            BigDecimal revenue = new BigDecimal(row.get(6));
            if (last != null && revenue.compareTo(last) > 0) {
                comparison.differs("Products are not in order at " + row);
            }
            last = revenue;
        }
        comparison.same(List.of(), List.copyOf(expected.keySet()), () -> "products that are missing in " + span);
    }

    private static List<BigDecimal> zeros(int count) {
        return Collections.nCopies(count, BigDecimal.ZERO);
    }

    private static String count(BigDecimal number) {
        return number.toBigIntegerExact().toString();
    }

    private static String amount(BigDecimal amount, Span span) {
        return amount.setScale(digits(span), RoundingMode.UNNECESSARY).toPlainString();
    }

    private static String average(BigDecimal sum, BigDecimal count, Span span) {
        return count.signum() == 0
                ? amount(BigDecimal.ZERO, span)
                : sum.divide(count, digits(span), RoundingMode.HALF_EVEN).toPlainString();
    }

    private static int digits(Span span) {
        return span.store().currency().getDefaultFractionDigits();
    }
}
