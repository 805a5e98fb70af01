package io.saler.eventstore;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At most as many events as were asked for. They are fewer, or none, although there are more, when most of what was
 * looked at was not asked for: nobody is kept waiting while the whole store is searched.
 *
 * @param next where to go on; null when everything has been looked at
 * @param searchedBackTo when the oldest event happened that was looked at; null when everything has been
 */
public record FoundEvents(
        List<EventView> events,
        @Nullable Long next,
        @Nullable Instant searchedBackTo) {

    public FoundEvents {
        events = List.copyOf(events);
    }
}
