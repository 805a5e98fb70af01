package io.saler.axonserver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How commands are run and events are handed to their processors ({@code saler.processing.*}).
 *
 * @param batchSize the most events handled in one transaction
 * @param batchSizes the same for single processors, by name; a saga whose commands go to Axon Server waits for them at
 *     each event, so that its batches have to stay well below the time after which a processor loses its claim
 * @param segments into how many parallel parts a processor, by name, is split when it first starts; 1 otherwise
 * @param prompt processors that somebody waits for: they hear of a new event at once, others within a tenth of a second
 * @param inCommandTransaction processing groups that are part of the transaction that appends the event
 * @param deadLetters processing groups whose failing events are parked, with all later ones of the same sequence
 * @param deadLetterRetry how long a parked event waits before it is tried again
 * @param claimEvery how often a processor looks for parts of it that nobody has; after an event that it fails with, it
 *     stands still for as long
 * @param controlEvery how often a node looks at what is wanted of its processors
 * @param commandsAtOnce how many commands from outside a process handles at a time; fewer than it has connections
 * @param cachedAggregates how many aggregates are kept in memory between commands
 */
@ConfigurationProperties("saler.processing")
public record ProcessorSettings(
        @DefaultValue("200") int batchSize,
        Map<String, Integer> batchSizes,
        Map<String, Integer> segments,

        @DefaultValue({"order-saga", "payment-gateway", "notifications", "orders"})
        List<String> prompt,

        @DefaultValue({"accounts", "stores", "price-list"}) List<String> inCommandTransaction,
        @DefaultValue({"orders", "catalog", "people"}) List<String> deadLetters,
        @DefaultValue("1m") Duration deadLetterRetry,
        @DefaultValue("1s") Duration claimEvery,
        @DefaultValue("1s") Duration controlEvery,
        @DefaultValue("16") int commandsAtOnce,
        @DefaultValue("20000") int cachedAggregates) {

    public ProcessorSettings {
        batchSizes = batchSizes == null ? Map.of() : Map.copyOf(batchSizes);
        segments = segments == null ? Map.of() : Map.copyOf(segments);
    }
}
