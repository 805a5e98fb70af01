package io.saler.query.eventstore;

import io.saler.eventstore.EventTypes;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.problem.InvalidParameter;
import io.saler.query.CursorKey;
import io.saler.query.QueryParameter;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads which events are asked for. */
final class EventFilter {

    private static final int LONGEST = 255;

    private EventFilter() {}

    static @Nullable String aggregate(@Nullable String id) {
        return QueryParameter.text("aggregate", id, LONGEST);
    }

    /** Reads the id of an aggregate that has to be there. */
    static String aggregateId(String id) {
        return Objects.requireNonNull(QueryParameter.text("aggregateId", id, LONGEST));
    }

    /** Reads an event's name such as {@code OrderPlaced}, or null for all. */
    static @Nullable String type(@Nullable String text) {
        return text == null
                ? null
                : QueryParameter.oneOf("type", text, EventTypes.names().toArray(String[]::new), String::toString);
    }

    static @Nullable Instant time(String name, @Nullable Instant time) {
        try {
            return time == null ? null : CursorKey.time(time);
        } catch (IllegalArgumentException farAway) {
            throw new InvalidParameter(name, "This must be a time of the years 1970 to 9999.");
        }
    }

    /** Reads the place of an event among all, or among those of its aggregate. */
    static @Nullable Long after(@Nullable String cursor) {
        Long place = Cursor.read(cursor, Long.class).orElse(null);
        if (place != null && place < 0) {
            throw new InvalidParameter(Cursor.PARAMETER, "This is not a cursor of this list.");
        }
        return place;
    }

    static @Nullable Long sequence(@Nullable Long sequence) {
        if (sequence != null && sequence < 0) {
            throw new InvalidParameter("sequence", "This must be a whole number, 0 for the first event.");
        }
        return sequence;
    }
}
