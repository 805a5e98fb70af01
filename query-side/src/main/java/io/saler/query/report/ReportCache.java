package io.saler.query.report;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Reports in Redis, each under a key that has the version of the data it was made from: so what is found is never older
 * than the ledger, and nothing has to be deleted. Never throws and hardly waits: after the first failure Redis is left
 * alone for a second. Safe for use by many threads.
 */
@Component
class ReportCache {

    /** To be changed together with the shape of a report's JSON or CSV. */
    private static final String KEY_PREFIX = "saler:report:v1:";

    private static final Logger log = LoggerFactory.getLogger(ReportCache.class);

    private final StringRedisTemplate redis;
    private final ReportSettings settings;
    private final CircuitBreaker breaker;

    ReportCache(StringRedisTemplate redis, ReportSettings settings) {
        this.redis = redis;
        this.settings = settings;
        this.breaker = CircuitBreaker.of(
                "report-cache",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(1)
                        .minimumNumberOfCalls(1)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(settings.awayFor())
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /** Returns the report if Redis has it and answers at once. */
    Optional<String> find(String key) {
        try {
            return Optional.ofNullable(
                    breaker.executeSupplier(() -> redis.opsForValue().get(KEY_PREFIX + key)));
        } catch (CallNotPermittedException | DataAccessException away) {
            return Optional.empty();
        }
    }

    /** Offers a report; whether Redis takes it is of no importance. */
    void keep(String key, String report) {
        try {
            breaker.executeRunnable(() -> redis.opsForValue().set(KEY_PREFIX + key, report, settings.keptFor()));
        } catch (CallNotPermittedException | DataAccessException away) {
            log.debug("A report is not cached for now", away);
        }
    }
}
