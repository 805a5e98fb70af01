package io.saler.query.tracking;

import io.saler.analytics.TrackedType;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What happens in a store just now.
 *
 * @param counts events of all these minutes
 * @param visitors different ones in all these minutes, within about a hundredth
 * @param minutes the one under way is the last
 */
record RealtimeView(UUID storeId, Map<TrackedType, Long> counts, long visitors, List<Minute> minutes) {

    RealtimeView {
        minutes = List.copyOf(minutes);
    }

    /** @param at when it begins */
    record Minute(Instant at, Map<TrackedType, Long> counts, long visitors) {}

    static Map<TrackedType, Long> zeros() {
        var zeros = new EnumMap<TrackedType, Long>(TrackedType.class);
        for (TrackedType type : TrackedType.values()) {
            zeros.put(type, 0L);
        }
        return zeros;
    }
}
