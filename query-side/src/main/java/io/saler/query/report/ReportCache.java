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
 * Reports in Redis, one for each question, each with the version of the data it was made from: what is found is never
 * older than the ledger, and a newer one takes its place. Never throws and hardly waits: after the first failure Redis
 * is left alone for a second. Safe for use by many threads.
 */
@Component
class ReportCache {

    /** To be changed together with the shape of a report's JSON or CSV. */
    private static final String KEY_PREFIX = "saler:report:v2:";

    private static final String AFTER_VERSION = "\n";

    /** Reports with more characters are made again: they would push out what others in Redis need. */
    static final int LONGEST = 256 * 1024;

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

    /** Returns the report if Redis has it of this version, and answers at once. */
    Optional<String> find(String key, String version) {
        String beginning = version + AFTER_VERSION;
        try {
            return Optional.ofNullable(
                            breaker.executeSupplier(() -> redis.opsForValue().get(KEY_PREFIX + key)))
                    .filter(kept -> kept.startsWith(beginning))
                    .map(kept -> kept.substring(beginning.length()));
        } catch (CallNotPermittedException | DataAccessException away) {
            return Optional.empty();
        }
    }

    /** Offers a report; whether Redis takes it is of no importance. */
    void keep(String key, String version, String report) {
        if (report.length() > LONGEST) {
            return;
        }
        try {
            breaker.executeRunnable(() ->
                    redis.opsForValue().set(KEY_PREFIX + key, version + AFTER_VERSION + report, settings.keptFor()));
        } catch (CallNotPermittedException | DataAccessException away) {
            log.debug("A report is not cached for now", away);
        }
    }
}
