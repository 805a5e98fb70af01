package io.saler.benchmark.year;

import io.saler.benchmark.year.YearTruth.Span;
import io.saler.benchmark.year.YearTruth.Store;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds what reports say against {@link YearTruth}, figure by figure and digit by digit. */
public final class YearCheck {

    private static final List<String> GRANULARITIES = List.of("day", "week", "month", "quarter", "year");
    private static final List<String> PARTS_OF_ALL = List.of("month", "year");

    private final YearTruth truth;
    private final Answers answers;
    private final List<String> differences = new ArrayList<>();
    private long compared;

    /** Whoever answers reports. */
    @FunctionalInterface
    public interface Answers {

        /**
         * Returns a report as CSV, its header first.
         *
         * @param asOf null for as it is now
         */
        String csv(String report, Store store, String granularity, Instant from, Instant to, @Nullable Instant asOf);
    }

    /**
     * What came of it.
     *
     * @param compared how many figures were
     */
    public record Outcome(long compared, List<String> differences) {}

    public YearCheck(YearTruth truth, Answers answers) {
        this.truth = truth;
        this.answers = answers;
    }

    /**
     * Compares all reports about all stores: of the whole year in periods of each size, and as of some moments in it.
     */
    public Outcome run() throws SQLException {
        for (Store store : truth.stores()) {
            Instant begin =
                    LocalDate.of(ShopYear.YEAR, 1, 1).atStartOfDay(store.zone()).toInstant();
            Instant end = LocalDate.of(ShopYear.YEAR + 1, 1, 1)
                    .atStartOfDay(store.zone())
                    .toInstant();
            // What happened in the year's first hours by UTC is in the year before, further west.
            Instant from = begin.minus(Duration.ofDays(1));
            for (String granularity : GRANULARITIES) {
                compare(new Span(store, granularity, begin, end, ShopYear.END.plusSeconds(1)), null);
            }
            for (LocalDate change : changes(store)) {
                Instant day = change.minusDays(1).atStartOfDay(store.zone()).toInstant();
                Instant after = change.plusDays(2).atStartOfDay(store.zone()).toInstant();
                compare(new Span(store, "hour", day, after, ShopYear.END.plusSeconds(1)), null);
            }
            for (int month = 2; month <= 12; month += 5) {
                Instant asOf = LocalDate.of(ShopYear.YEAR, month, 13)
                        .atTime(17, 23, 11)
                        .atZone(store.zone())
                        .toInstant();
                for (String granularity : PARTS_OF_ALL) {
                    compare(new Span(store, granularity, from, end, asOf), asOf);
                }
            }
        }
        return new Outcome(compared, List.copyOf(differences));
    }

    /** The days on which clocks change by whole hours; halves of hours are no periods to PostgreSQL. */
    private static Set<LocalDate> changes(Store store) {
        Set<LocalDate> days = new HashSet<>();
        var rules = store.zone().getRules();
        for (var change = rules.nextTransition(ShopYear.BEGIN);
                change != null && change.getInstant().isBefore(ShopYear.END);
                change = rules.nextTransition(change.getInstant())) {
            if (change.getDuration().toMinutesPart() == 0) {
                days.add(change.getDateTimeBefore().toLocalDate());
            }
        }
        return days;
    }

    private void compare(Span span, @Nullable Instant asOf) throws SQLException {
        Map<Instant, List<BigDecimal>> sales = truth.sales(span);
        Map<Instant, List<BigDecimal>> customers = truth.customers(span);
        comparePeriods("sales", span, asOf, begins -> salesRow(sales.get(begins), span), sales.keySet());
        comparePeriods(
                "customers", span, asOf, begins -> customersRow(customers.get(begins), span), customers.keySet());
        compareStock(span, asOf);
        compareProducts(span, asOf);
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

    private void compareStock(Span span, @Nullable Instant asOf) throws SQLException {
        Map<Instant, List<BigDecimal>> stock = truth.stock(span);
        Span before = new Span(span.store(), "year", Instant.EPOCH, span.from(), span.asOf());
        BigDecimal[] onHand = {
            truth.stock(before).values().stream().map(moved -> moved.get(4)).reduce(BigDecimal.ZERO, BigDecimal::add)
        };
        comparePeriods(
                "stock",
                span,
                asOf,
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

    private void comparePeriods(
            String report,
            Span span,
            @Nullable Instant asOf,
            Function<Instant, List<String>> expectation,
            Set<Instant> expected) {
        List<List<String>> rows =
                Csv.read(answers.csv(report, span.store(), span.granularity(), span.from(), span.to(), asOf));
        Set<Instant> missing = new HashSet<>(expected);
        for (List<String> row : rows.subList(1, rows.size())) {
            Instant begins = Instant.parse(row.get(1));
            missing.remove(begins);
            List<String> figures = row.subList(3, row.size() - 1);
            same(expectation.apply(begins), figures, () -> "%s of %s from %s".formatted(report, span, begins));
            same(List.of(span.store().currency().getCurrencyCode()), List.of(row.getLast()), () -> "currency");
        }
        same(
                List.of(),
                missing.stream().map(Instant::toString).toList(),
                () -> "periods of %s that are missing in %s".formatted(report, span));
    }

    private void compareProducts(Span span, @Nullable Instant asOf) throws SQLException {
        Map<String, List<String>> expected = truth.products(span);
        List<List<String>> rows =
                Csv.read(answers.csv("products", span.store(), span.granularity(), span.from(), span.to(), asOf));
        BigDecimal last = null;
        for (List<String> row : rows.subList(1, rows.size())) {
            List<String> known = expected.remove(row.getFirst());
            if (known == null) {
                differences.add("A product that was not sold: " + row);
                continue;
            }
            List<String> rounded = new ArrayList<>(known);
            rounded.set(4, amount(new BigDecimal(known.get(4)), span));
            same(rounded, row.subList(2, 8), () -> "%s of %s".formatted(row.getFirst(), span));
            BigDecimal revenue = new BigDecimal(row.get(6));
            if (last != null && revenue.compareTo(last) > 0) {
                differences.add("Products are not in order at " + row);
            }
            last = revenue;
        }
        same(List.of(), List.copyOf(expected.keySet()), () -> "products that are missing in " + span);
    }

    private void same(List<String> expected, List<String> found, Supplier<String> what) {
        compared += Math.max(1, expected.size());
        if (!expected.equals(found)) {
            differences.add("%s: expected %s, found %s".formatted(what.get(), expected, found));
        }
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
