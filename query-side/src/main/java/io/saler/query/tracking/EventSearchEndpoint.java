package io.saler.query.tracking;

import io.saler.analytics.TrackedType;
import io.saler.gateway.access.Caller;
import io.saler.gateway.openapi.Refuses;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.CursorKey;
import io.saler.query.QueryParameter;
import io.saler.store.StoreId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Lets a store's own search what its visitors did. */
@RestController
class EventSearchEndpoint {

    private static final int LONGEST_TEXT = 200;

    private final TrackingAccess access;
    private final EventSearch search;

    EventSearchEndpoint(TrackingAccess access, EventSearch search) {
        this.access = access;
        this.search = search;
    }

    /** An event as its store's own read it. */
    record Item(
            @Schema(implementation = TrackedEventView.class) JsonNode event) {}

    @GetMapping("/analytics/events/search")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.SERVICE_UNAVAILABLE})
    Page<Item> events(
            @RequestParam StoreId storeId,
            @RequestParam(required = false) @Nullable TrackedType type,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Limit limit,
            @RequestParam(required = false) @Nullable String after,
            Caller reader) {
        var criteria = new EventSearch.Criteria(
                storeId, type, QueryParameter.text("q", q, LONGEST_TEXT), time("from", from), time("to", to));
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidParameter("to", "This must not be earlier than from.");
        }
        EventSearch.Place place = Cursor.read(after, EventSearch.Place.class).orElse(null);
        access.requireReader(reader, storeId);
        return Page.of(search.search(criteria, place, limit.andOneMore()), limit, EventSearch.Found::place)
                .map(found -> new Item(found.event()));
    }

    private static @Nullable Instant time(String name, @Nullable Instant time) {
        try {
            return time == null ? null : CursorKey.time(time);
        } catch (IllegalArgumentException farAway) {
            throw new InvalidParameter(name, "This must be a time of the years 1970 to 9999.");
        }
    }
}
