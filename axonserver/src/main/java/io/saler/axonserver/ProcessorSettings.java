package io.saler.axonserver;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are handed to their processors ({@code saler.processing.*}).
 *
 * @param batchSize the most events handled in one transaction
 * @param segments into how many parallel parts a processor, by name, is split when it first starts; 1 otherwise
 * @param inCommandTransaction processing groups that are part of the transaction that appends the event
 * @param deadLetters processing groups whose failing events are parked, with all later ones of the same sequence
 * @param cachedAggregates how many aggregates are kept in memory between commands
 */
@ConfigurationProperties("saler.processing")
public record ProcessorSettings(
        @DefaultValue("200") int batchSize,
        Map<String, Integer> segments,
        @DefaultValue({"accounts", "stores", "price-list"}) List<String> inCommandTransaction,
        @DefaultValue({"orders", "catalog", "people"}) List<String> deadLetters,
        @DefaultValue("20000") int cachedAggregates) {

    public ProcessorSettings {
        segments = segments == null || segments.isEmpty() ? Map.of("order-saga", 4) : Map.copyOf(segments);
    }
}
