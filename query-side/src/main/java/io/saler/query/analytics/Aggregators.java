package io.saler.query.analytics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All {@link Aggregator}s by their data type, of which each has exactly one. */
@Component
class Aggregators {

    private final Map<Class<?>, List<Aggregator>> byEvent = new HashMap<>();

    Aggregators(List<Aggregator> aggregators) {
        Map<DataType, Aggregator> byType = new EnumMap<>(DataType.class);
        for (Aggregator aggregator : aggregators) {
            Aggregator other = byType.put(aggregator.dataType(), aggregator);
            if (other != null) {
                throw new IllegalStateException(
                        "%s is aggregated twice, by %s and %s".formatted(aggregator.dataType(), other, aggregator));
            }
        }
        byType.values()
                .forEach(aggregator -> aggregator
                        .counted()
                        .forEach(event -> byEvent.computeIfAbsent(event, first -> new ArrayList<>())
                                .add(aggregator)));
        for (DataType type : DataType.values()) {
            if (!byType.containsKey(type)) {
                throw new IllegalStateException("%s is not aggregated".formatted(type));
            }
        }
    }

    boolean count(Class<?> eventType) {
        return byEvent.containsKey(eventType);
    }

    void add(Happening happening, Facts facts) {
        byEvent.getOrDefault(happening.event().getClass(), List.of())
                .forEach(aggregator -> aggregator.add(happening, facts));
    }
}
