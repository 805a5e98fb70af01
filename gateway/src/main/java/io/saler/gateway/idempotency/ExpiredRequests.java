package io.saler.gateway.idempotency;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets requests whose keys may be used again, from time to time. Several processes may do so at once. */
final class ExpiredRequests implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ExpiredRequests.class);

    private final KeyedRequests requests;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("expired-requests").factory());

    ExpiredRequests(KeyedRequests requests, Duration every) {
        this.requests = requests;
        worker.scheduleWithFixedDelay(this::forget, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forget() {
        try {
            requests.forgetExpired();
        } catch (RuntimeException failed) {
            log.warn("Expired idempotent requests stay for now: {}", failed.toString());
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
