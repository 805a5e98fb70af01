package io.saler.query.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How products are searched.
 *
 * @param index the name under which the index is searched; the index itself has a version in its name
 * @param timeout how long a search may take
 * @param patience how long the processor waits for Elasticsearch before it gives its events back; well under the 10
 *     seconds after which it would lose its claim on them
 */
@ConfigurationProperties("saler.search")
public record SearchSettings(
        @DefaultValue("saler-products") String index,
        @DefaultValue("1500ms") Duration timeout,
        @DefaultValue("4s") Duration patience) {}
