package io.saler.query.report;

import java.time.Instant;
import java.util.List;

/**
 * What was searched for, most often first.
 *
 * @param items as many as were asked for
 */
record SearchTermRanking(Instant from, Instant to, List<SearchTermFigures> items, Totals totals) {

    SearchTermRanking {
        items = List.copyOf(items);
    }

    /**
     * Of all terms, also of those that are not among the items.
     *
     * @param terms how many there are
     */
    record Totals(long terms, long searches, long withoutResults) {}
}
