package io.saler.query.generation;

import io.saler.axonserver.BulkProcessors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How generations of read models are filled ({@code saler.generations.*}).
 *
 * @param segments in how many parallel parts each begins; later they can be split and merged as those of any processor
 * @param batchSize the most events handled in one transaction that come one by one
 * @param batchPages so many pages of old events, or twice as many, are handled in one transaction, on PostgreSQL
 * @param pageSize positions in a page of old events
 */
@ConfigurationProperties("saler.generations")
public record GenerationSettings(
        @DefaultValue("2") int segments,
        @DefaultValue("1024") int batchSize,
        @DefaultValue("8") int batchPages,
        @DefaultValue("1000") int pageSize) {

    BulkProcessors.Amounts amounts() {
        return new BulkProcessors.Amounts(segments, batchSize, batchPages, pageSize);
    }
}
