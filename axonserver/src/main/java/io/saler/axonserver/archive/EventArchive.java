package io.saler.axonserver.archive;

import io.saler.eventstore.EventTypes;
import io.saler.eventstore.FindEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds stored events, the newest first. What has no index is searched for from the newest event back, stride by
 * stride, until a page is full or the asking has taken long enough; then it is said where to go on.
 */
public final class EventArchive {

    /** By how much times may contradict the order in which events were stored: transactions and clocks differ. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    private final EventLines lines;
    private final Duration patience;

    /** @param patience after how long a search ends with its next stride */
    EventArchive(EventLines lines, Duration patience) {
        this.lines = lines;
        this.patience = patience;
    }

    /**
     * @param next where to go on; null when everything has been looked at
     * @param searchedBackTo when the oldest event happened that was looked at; null when everything has been
     */
    public record Found(
            List<StoredEvent> events,
            @Nullable Long next,
            @Nullable Instant searchedBackTo) {

        static final Found NOTHING = new Found(List.of(), null, null);
    }

    public Found find(FindEvents query) {
        Class<?> type = null;
        if (query.type() != null) {
            type = EventTypes.named(query.type()).orElse(null);
            if (type == null) {
                return Found.NOTHING;
            }
        }
        EventLine line = query.aggregateId() == null ? lines.all() : lines.of(query.aggregateId());
        return new Search(line, type, query).run();
    }

    private final class Search {

        private final EventLine line;
        private final @Nullable Class<?> type;
        private final int limit;
        private final Predicate<StoredEvent> inTime;
        private final long bottom;
        private final List<StoredEvent> found = new ArrayList<>();
        private long top;

        Search(EventLine line, @Nullable Class<?> type, FindEvents query) {
            this.line = line;
            this.type = type;
            this.limit = query.limit();
            Instant from = query.from();
            Instant to = query.to();
            this.inTime = event -> (from == null || !event.at().isBefore(from))
                    && (to == null || event.at().isBefore(to));
            this.bottom = from == null ? 0 : line.firstSince(from.minus(DISORDER));
            long last = to == null ? line.last() : line.firstSince(to.plus(DISORDER)) - 1;
            this.top = query.after() == null ? last : Math.min(last, query.after() - 1);
        }

        Found run() {
            long end = System.nanoTime() + patience.toNanos();
            do {
                stride();
            } while (top >= bottom && found.size() <= limit && System.nanoTime() < end);
            if (found.size() > limit) {
                List<StoredEvent> page = found.subList(0, limit);
                return new Found(
                        List.copyOf(page),
                        page.getLast().number(),
                        page.getLast().at());
            }
            if (top < bottom) {
                return new Found(List.copyOf(found), null, null);
            }
            return new Found(List.copyOf(found), top + 1, line.timeAt(top + 1).orElse(null));
        }

        /** One event more than there is room for tells that there are more. */
        private void stride() {
            if (top < bottom) {
                return;
            }
            int wanted = limit + 1 - found.size();
            long lowest = Math.max(bottom, top - line.stride(type != null, wanted) + 1);
            List<StoredEvent> newest = line.newest(lowest, top, type, wanted);
            newest.stream().filter(inTime).forEach(found::add);
            top = newest.size() < wanted ? lowest - 1 : newest.getLast().number() - 1;
        }
    }
}
