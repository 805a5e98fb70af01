package io.saler.gateway.limit;

import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for all nodes together, or in memory while Redis is away. Only requests that were under way when Redis went
 * away have waited for it: afterwards one request every two seconds looks whether it is back, and does not wait.
 */
final class SharedCounters implements Counters {

    /** Longer than a bucket can do without Redis: a look at whether it is back must really go there. */
    private static final Duration LEFT_ALONE = SharedBuckets.UNTOLD.multipliedBy(2);

    private static final Logger log = LoggerFactory.getLogger(SharedCounters.class);

    private final SharedBuckets buckets;
    private final Counters local;
    private final Duration patience;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "rate-limits",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(1)
                    .minimumNumberOfCalls(1)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .waitDurationInOpenState(LEFT_ALONE)
                    .writableStackTraceEnabled(false)
                    .build());

    SharedCounters(SharedBuckets buckets, Counters local) {
        this.buckets = buckets;
        this.local = local;
        this.patience = buckets.patience();
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition()) {
                case CLOSED_TO_OPEN -> log.warn("Redis is away: each node counts requests for itself");
                case HALF_OPEN_TO_CLOSED -> log.info("Redis is back: all nodes count requests together");
                default -> log.debug("Redis, as rate limits see it: {}", event.getStateTransition());
            }
        });
    }

    @Override
    public Tally count(RateLimit limit, String whom) {
        var probe = ask(limit, whom, bucket -> bucket.tryConsumeAndReturnRemaining(1));
        return probe == null ? local.count(limit, whom) : Tally.of(limit, probe);
    }

    @Override
    public void forget(RateLimit limit, String whom) {
        if (ask(limit, whom, bucket -> bucket.addTokens(1).thenApply(done -> true)) == null) {
            local.forget(limit, whom);
        }
    }

    /** What Redis says, or null when it is away. */
    private <T> @Nullable T ask(
            RateLimit limit, String whom, Function<AsyncBucketProxy, CompletableFuture<T>> question) {
        if (!breaker.tryAcquirePermission()) {
            return null;
        }
        if (breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
            CompletableFuture.supplyAsync(() -> buckets.bucket(limit, whom), Thread::startVirtualThread)
                    .thenCompose(question)
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((answer, failure) -> report(failure));
            return null;
        }
        try {
            CompletableFuture<T> answer = question.apply(buckets.bucket(limit, whom));
            T told = answer.isDone()
                    ? answer.join()
                    : answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                            .join();
            report(null);
            return told;
        } catch (RuntimeException away) {
            report(away);
            return null;
        }
    }

    private void report(@Nullable Throwable failure) {
        if (failure == null) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            log.debug("Redis did not count a request", cause);
            breaker.onError(0, TimeUnit.NANOSECONDS, cause);
        }
    }
}
