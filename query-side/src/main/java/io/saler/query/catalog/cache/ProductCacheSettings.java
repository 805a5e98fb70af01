package io.saler.query.catalog.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How product pages are cached.
 *
 * @param keptFor how long a page lives that the processor wrote; the longest time for which Redis, come back with older
 *     data than it had, can show a page that has changed meanwhile
 * @param filledFor how long a page lives that a reader put there, from a row that may have been behind
 * @param awayFor how long readers do not ask Redis after it failed to answer
 * @param patience how long the processor waits for Redis before it gives its events back; well under the 10 seconds
 *     after which it would lose its claim on them
 */
@ConfigurationProperties("saler.product-cache")
public record ProductCacheSettings(
        @DefaultValue("10m") Duration keptFor,
        @DefaultValue("1m") Duration filledFor,
        @DefaultValue("1s") Duration awayFor,
        @DefaultValue("5s") Duration patience) {}
