package io.saler.query.tracking;

import io.saler.analytics.CheckoutStep;
import io.saler.analytics.TrackedType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/** Events for tests, each with an id of its own. */
final class TrackedStories {

    static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    static final TrackingSettings SETTINGS = settings(Duration.ofDays(90), Duration.ofDays(7));

    private TrackedStories() {}

    static TrackingSettings settings(Duration keep, Duration believedFor) {
        return settings(keep, believedFor, Duration.ofMillis(100));
    }

    /** @param wait how long events wait to be stored together */
    static TrackingSettings gathering(Duration wait) {
        return settings(SETTINGS.keep(), SETTINGS.believedFor(), wait);
    }

    private static TrackingSettings settings(Duration keep, Duration believedFor, Duration batchWait) {
        return new TrackingSettings(
                keep,
                believedFor,
                Duration.ofSeconds(2),
                Duration.ofMinutes(60),
                2_000,
                batchWait,
                new TrackingSettings.SpoolSettings(null, DataSize.ofMegabytes(1)),
                new TrackingSettings.SearchSettings("unused", Duration.ofSeconds(1)));
    }

    static TrackedEvent pageView(UUID store, String session, Instant at) {
        return event(UUID.randomUUID().toString(), store, TrackedType.PAGE_VIEW, session, at, null, null, null);
    }

    static TrackedEvent productView(UUID store, String session, Instant at) {
        return event(UUID.randomUUID().toString(), store, TrackedType.PRODUCT_VIEW, session, at, null, null, null);
    }

    static TrackedEvent checkout(UUID store, String session, Instant at, CheckoutStep step) {
        return event(UUID.randomUUID().toString(), store, TrackedType.CHECKOUT_STEP, session, at, null, null, step);
    }

    static TrackedEvent search(UUID store, String query, Integer results, Instant at) {
        return event(UUID.randomUUID().toString(), store, TrackedType.SEARCH, "searching", at, query, results, null);
    }

    static TrackedEvent pageViewCalled(String id, UUID store, Instant at) {
        return event(id, store, TrackedType.PAGE_VIEW, "s", at, null, null, null);
    }

    private static TrackedEvent event(
            String id,
            UUID store,
            TrackedType type,
            String session,
            Instant at,
            String query,
            Integer results,
            CheckoutStep step) {
        return new TrackedEvent(
                id,
                store,
                type,
                at,
                at,
                at,
                "visitor of " + session,
                session,
                new EventDetails("/", null, query, results, null, step, null, null));
    }
}
