package io.saler.query.report;

import io.saler.catalog.ProductId;
import io.saler.query.store.StoreView;
import io.saler.store.StoreId;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param before the span to compare with; null for none
 * @param asOf what happened later is left out; null for nothing
 * @param product about this product only; null for all
 * @param category about products of this category only; null for all
 * @param limit how many items a list has at most
 */
record ReportRequest(
        StoreView store,
        Buckets buckets,
        @Nullable Buckets before,
        @Nullable Instant asOf,
        @Nullable ProductId product,
        @Nullable String category,
        int limit) {

    /** The most items of a list that is saved as a whole: visitors can make up as many search terms as they like. */
    static final int MOST_ITEMS = 10_000;

    /** What visitors do is counted by quarters of an hour. */
    private static final long QUARTER_SECONDS = 900;

    /** Whether the span begins and ends with quarters of an hour. */
    boolean isOfQuarters() {
        return isQuarter(buckets.from()) && isQuarter(buckets.to());
    }

    private static boolean isQuarter(Instant moment) {
        return moment.getEpochSecond() % QUARTER_SECONDS == 0 && moment.getNano() == 0;
    }

    StoreId storeId() {
        return store.storeId();
    }

    Currency currency() {
        return store.currency();
    }

    /** Whether it is about some of the products only. */
    boolean selectsProducts() {
        return product != null || category != null;
    }

    /** The same about another span, without comparison. */
    ReportRequest during(Buckets other) {
        return new ReportRequest(store, other, null, asOf, product, category, limit);
    }
}
