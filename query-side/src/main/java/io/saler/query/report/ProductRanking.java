package io.saler.query.report;

import io.saler.value.Money;
import java.time.Instant;
import java.util.List;

/**
 * Products that were sold or came back, those with the highest revenue first.
 *
 * @param items as many as were asked for
 */
record ProductRanking(Instant from, Instant to, List<ProductFigures> items, Totals totals) {

    ProductRanking {
        items = List.copyOf(items);
    }

    /**
     * Of all products, also of those that are not among the items.
     *
     * @param products how many there are
     */
    record Totals(long products, long units, Money revenue, long returned) {}
}
