package io.saler.query.catalog.cache;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.saler.catalog.ProductId;
import io.saler.query.catalog.ProductPage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Product pages in Redis. What it guarantees:
 *
 * <ul>
 *   <li>A page never takes the place of one with a higher {@link ProductPage#revision() revision}: Redis itself
 *       compares them, whoever writes and in whatever order.
 *   <li>Every change arrives. The processor writes it before it moves its token, so it repeats what Redis did not take;
 *       it writes from a state of its own, so it does not matter how far behind the catalogue's table is.
 *   <li>A reader that finds nothing puts there what it read from the catalogue's table. If that row was behind and
 *       Redis had meanwhile dropped the newer page, nothing would replace it; therefore such a page lives for a minute
 *       only.
 *   <li>A Redis that comes back from a crash with older pages than it had shows them for ten minutes at most.
 *   <li>Products are never deleted: a discontinued one has a newer page that says so, and products that do not exist
 *       are not remembered as such, so no page can reappear and none is hidden.
 * </ul>
 *
 * <p>Reading and filling never throw and hardly wait: after the first failure Redis is left alone for a second. Safe
 * for use by many threads.
 */
@Component
public class ProductCache {

    /**
     * To be changed together with the shape of a page's JSON, so that pages of the old shape are not found any more.
     */
    private static final String KEY_PREFIX = "saler:product:v1:";

    /** Answers 1 if the page was stored. A page of the same revision is stored again only by the processor. */
    private static final RedisScript<Long> STORE = RedisScript.of("""
            local known = redis.call('GET', KEYS[1])
            if known then
              local revision = tonumber(string.match(known, '^%d+'))
              local offered = tonumber(ARGV[1])
              if revision > offered or (revision == offered and ARGV[4] == 'fill') then
                return 0
              end
            end
            redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'PX', ARGV[3])
            return 1
            """, Long.class);

    private static final Logger log = LoggerFactory.getLogger(ProductCache.class);

    private final StringRedisTemplate redis;
    private final ProductCacheSettings settings;
    private final CircuitBreaker breaker;

    ProductCache(StringRedisTemplate redis, ProductCacheSettings settings) {
        this.redis = redis;
        this.settings = settings;
        this.breaker = CircuitBreaker.of("product-cache", openAtOnce(settings.awayFor()));
        breaker.getEventPublisher()
                .onStateTransition(event -> log.info("Redis, as readers see it: {}", event.getStateTransition()));
    }

    /** Returns the page if Redis has it and answers at once. */
    public Optional<ProductPage> find(ProductId product) {
        try {
            String value = breaker.executeSupplier(() -> redis.opsForValue().get(key(product)));
            return value == null ? Optional.empty() : Optional.of(page(product, value));
        } catch (CallNotPermittedException | DataAccessException away) {
            return Optional.empty();
        }
    }

    /** Offers a page that a reader has read; whether Redis takes it is of no importance. */
    public void fill(ProductPage page) {
        try {
            breaker.executeSupplier(() -> store(page, settings.filledFor(), "fill"));
        } catch (CallNotPermittedException | DataAccessException away) {
            log.debug("Product {} is not cached for now", page.productId(), away);
        }
    }

    /** Stores pages that have changed, or throws {@link DataAccessException}; then it is to be repeated. */
    void keep(Collection<ProductPage> pages) {
        pages.forEach(page -> store(page, settings.keptFor(), "keep"));
    }

    private Long store(ProductPage page, Duration life, String by) {
        return redis.execute(
                STORE,
                List.of(key(page.productId())),
                Long.toString(page.revision()),
                page.version() + " " + page.json(),
                Long.toString(life.toMillis()),
                by);
    }

    private static ProductPage page(ProductId product, String value) {
        int first = value.indexOf(' ');
        int second = value.indexOf(' ', first + 1);
        return new ProductPage(
                product,
                Long.parseLong(value, 0, first, 10),
                Long.parseLong(value, first + 1, second, 10),
                value.substring(second + 1));
    }

    private static String key(ProductId product) {
        return KEY_PREFIX + product;
    }

    private static CircuitBreakerConfig openAtOnce(Duration awayFor) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(1)
                .minimumNumberOfCalls(1)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(awayFor)
                .writableStackTraceEnabled(false)
                .build();
    }
}
