package io.saler.query.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.saler.store.StoreId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report as it is answered.
 *
 * @param timeZone where its days begin
 * @param asOf what happened later is left out; null for nothing
 * @param previous the same of the span before, where that was asked for
 */
record Spans<R>(
        StoreId storeId,
        String granularity,
        String timeZone,
        @Nullable Instant asOf,
        @JsonUnwrapped R current,
        @Nullable R previous) {

    static <R> Spans<R> of(ReportRequest request, R current, @Nullable R previous) {
        return new Spans<>(
                request.storeId(),
                request.buckets().granularity().text(),
                request.buckets().zone().getId(),
                request.asOf(),
                current,
                previous);
    }
}
