package io.saler.query.report;

import io.saler.query.generation.Generation;
import org.jdbi.v3.core.Handle;

/**
 * One kind of report.
 *
 * @param <R> what it tells of a span of time
 */
interface Report<R> {

    /** As in its address. */
    String name();

    /** A number that grows whenever something changes that it is made from, apart from the facts about the store. */
    default long version(Handle handle) {
        return 0;
    }

    /** Reads what it tells of {@link ReportRequest#buckets()}, in the transaction under way. */
    R read(ReportRequest request, Generation generation, Handle handle);
}
