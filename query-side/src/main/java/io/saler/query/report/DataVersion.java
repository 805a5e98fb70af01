package io.saler.query.report;

import io.saler.query.analytics.Ledger;
import io.saler.query.generation.ActiveGeneration;
import io.saler.query.generation.Generation;
import io.saler.store.StoreId;
import org.jdbi.v3.core.Handle;

/**
 * What a report is made from.
 *
 * @param facts a number that grows whenever something is added that the report is about
 */
record DataVersion(Generation generation, long facts) {

    private static final String FACTS =
            "select coalesce(sum(version), 0) from <schema>.store_version where store_id = :store";

    /** As of the transaction under way. */
    static DataVersion of(StoreId store, Report<?> report, Handle handle) {
        Generation generation = ActiveGeneration.of(handle, Ledger.NAME);
        return new DataVersion(
                generation,
                handle.createQuery(FACTS)
                                .define("schema", generation.schema())
                                .bind("store", store.value())
                                .mapTo(long.class)
                                .one()
                        + report.version(handle));
    }

    /** In a form that is the same for the same data only. */
    String text() {
        return "%s:%d".formatted(generation.schema(), facts);
    }
}
