package io.saler.benchmark.year;

import io.saler.benchmark.year.YearTruth.Store;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for.
 *
 * @param asOf what happened later is left out; null for nothing
 */
public record Span(
        Store store,
        String granularity,
        Instant from,
        Instant to,
        @Nullable Instant asOf) {

    private static final List<String> GRANULARITIES = List.of("day", "week", "month", "quarter", "year");
    private static final List<String> PARTS_OF_ALL = List.of("month", "year");

    /** The whole year in periods of each size, the days around changes of clocks, and as of some moments in it. */
    static List<Span> about(Store store) {
        List<Span> spans = new ArrayList<>();
        Instant begin = midnight(LocalDate.of(ShopYear.YEAR, 1, 1), store);
        Instant end = midnight(LocalDate.of(ShopYear.YEAR + 1, 1, 1), store);
        for (String granularity : GRANULARITIES) {
            spans.add(new Span(store, granularity, begin, end, null));
        }
        for (LocalDate change : changes(store)) {
            spans.add(new Span(
                    store, "hour", midnight(change.minusDays(1), store), midnight(change.plusDays(2), store), null));
        }
        // What happened in the year's first hours by UTC is in the year before, further west.
        Instant from = begin.minus(Duration.ofDays(1));
        for (int month = 2; month <= 12; month += 5) {
            Instant asOf = LocalDate.of(ShopYear.YEAR, month, 13)
                    .atTime(17, 23, 11)
                    .atZone(store.zone())
                    .toInstant();
            for (String granularity : PARTS_OF_ALL) {
                spans.add(new Span(store, granularity, from, end, asOf));
            }
        }
        return spans;
    }

    private static Instant midnight(LocalDate day, Store store) {
        return day.atStartOfDay(store.zone()).toInstant();
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

    /**
     * Asks for figures by the begin of each period in which there was something.
     *
     * @param query with places for granularity, time zone and begin, and then for {@link #bind}; its first column is
     *     when the period begins
     */
    Map<Instant, List<BigDecimal>> periods(Connection database, String query, int figures) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(query)) {
            statement.setString(1, granularity);
            statement.setString(2, store.zone().getId());
            statement.setString(3, from.toString());
            bind(statement, 4);
            Map<Instant, List<BigDecimal>> periods = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<BigDecimal> values = new ArrayList<>();
                    for (int figure = 0; figure < figures; figure++) {
                        values.add(rows.getBigDecimal(figure + 2));
                    }
                    periods.put(rows.getObject(1, OffsetDateTime.class).toInstant(), values);
                }
            }
            return periods;
        }
    }

    /** Fills the places of store, begin, end and the moment as of which is asked; answers the one behind them. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, store.id());
        statement.setString(first + 1, from.toString());
        statement.setString(first + 2, to.toString());
        statement.setString(first + 3, known());
        return first + 4;
    }

    /** Up to when things are known, as PostgreSQL writes it. */
    String known() {
        return asOf == null ? "infinity" : asOf.toString();
    }
}
