package io.saler.query.analytics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All {@link Aggregator}s by their data type, of which each has exactly one. */
@Component
class Aggregators {

    private final Map<DataType, Aggregator> byType = new EnumMap<>(DataType.class);

    Aggregators(List<Aggregator> aggregators) {
        for (Aggregator aggregator : aggregators) {
            Aggregator other = byType.put(aggregator.dataType(), aggregator);
            if (other != null) {
                throw new IllegalStateException(
                        "%s is aggregated twice, by %s and %s".formatted(aggregator.dataType(), other, aggregator));
            }
        }
        for (DataType type : DataType.values()) {
            if (!byType.containsKey(type)) {
                throw new IllegalStateException("%s is not aggregated".formatted(type));
            }
        }
    }

    boolean count(Object event) {
        return byType.values().stream().anyMatch(aggregator -> aggregator.counts(event));
    }

    void add(Happening happening, Facts facts) {
        for (Aggregator aggregator : byType.values()) {
            if (aggregator.counts(happening.event())) {
                aggregator.add(happening, facts);
            }
        }
    }
}
