package io.saler.query.report;

import org.jdbi.v3.core.Handle;

/** A report about what visitors did, which is counted by quarters of an hour. */
interface TrackingReport<R> extends Report<R> {

    /** How often something was stored, about whichever store. */
    @Override
    default long version(Handle handle) {
        return handle.createQuery("select coalesce(sum(batch), 0) from query.tracking_partition")
                .mapTo(long.class)
                .one();
    }
}
