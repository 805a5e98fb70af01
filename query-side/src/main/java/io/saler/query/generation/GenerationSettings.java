package io.saler.query.generation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How generations of read models are filled ({@code saler.generations.*}).
 *
 * @param segments in how many parallel parts each begins; later they can be split and merged as those of any processor
 * @param batchSize the most events handled in one transaction; no more than 1,024 are waiting for a segment
 */
@ConfigurationProperties("saler.generations")
public record GenerationSettings(
        @DefaultValue("2") int segments,
        @DefaultValue("1024") int batchSize) {}
