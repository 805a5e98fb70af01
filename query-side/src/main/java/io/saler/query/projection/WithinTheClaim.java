package io.saler.query.projection;

import java.time.Duration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * How a processor waits for a server that is away: it asks again and again, but gives its events back, to be repeated,
 * before it would lose its claim on them.
 */
public final class WithinTheClaim {

    private WithinTheClaim() {}

    /**
     * Returns what asks again whenever {@code away} is thrown.
     *
     * @param pause between two attempts
     * @param patience how long to ask; well under the 10 seconds after which a claim is lost
     */
    public static RetryTemplate retry(Class<? extends Throwable> away, Duration pause, Duration patience) {
        return new RetryTemplate(RetryPolicy.builder()
                .includes(away)
                .maxRetries(Long.MAX_VALUE)
                .delay(pause)
                .timeout(patience)
                .build());
    }
}
