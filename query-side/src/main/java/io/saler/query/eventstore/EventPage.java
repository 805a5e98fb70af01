package io.saler.query.eventstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.saler.eventstore.EventView;
import io.saler.eventstore.FoundEvents;
import io.saler.gateway.page.Cursor;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of events, newest first. It may be short, or empty, although there is a next one.
 *
 * @param next where the search goes on; null when everything has been looked at
 * @param searchedBackTo how far back it has come; null when everything has been looked at
 */
record EventPage(
        List<EventView> items,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {"string", "null"}) @Nullable
        String next,

        @Nullable Instant searchedBackTo) {

    static EventPage of(FoundEvents found) {
        Long next = found.next();
        return new EventPage(found.events(), next == null ? null : Cursor.at(next), found.searchedBackTo());
    }
}
