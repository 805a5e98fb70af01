package io.saler.query.tracking;

import io.saler.analytics.AnalyticsFailure.RealtimeUnavailable;
import io.saler.gateway.access.Caller;
import io.saler.gateway.openapi.Refuses;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.store.StoreId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells a store's own what happens there just now. */
@RestController
class RealtimeEndpoint {

    private static final Logger log = LoggerFactory.getLogger(RealtimeEndpoint.class);

    private final TrackingAccess access;
    private final RealtimeCounters counters;
    private final int mostMinutes;

    RealtimeEndpoint(TrackingAccess access, RealtimeCounters counters, TrackingSettings settings) {
        this.access = access;
        this.counters = counters;
        this.mostMinutes = (int) settings.realtime().toMinutes();
    }

    @GetMapping("/analytics/realtime")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.SERVICE_UNAVAILABLE})
    RealtimeView realtime(
            @RequestParam StoreId storeId,
            @RequestParam(defaultValue = "30") @Schema(minimum = "1", maximum = "60") int minutes,
            Caller reader) {
        if (minutes < 1 || minutes > mostMinutes) {
            throw new InvalidParameter("minutes", "This must be a whole number from 1 to %d.".formatted(mostMinutes));
        }
        access.requireReader(reader, storeId);
        try {
            return counters.read(storeId.value(), minutes, Instant.now());
        } catch (DataAccessException away) {
            log.debug("Redis does not answer", away);
            throw new RealtimeUnavailable();
        }
    }
}
