package io.saler.gateway.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * What is left of a limit after a request was counted.
 *
 * @param untilNext how long until one more request is allowed; zero when this one was
 * @param untilFull how long until the whole quota is there again, if nothing more is asked
 */
record Tally(RateLimit limit, boolean allowed, long remaining, Duration untilNext, Duration untilFull) {

    static Tally of(RateLimit limit, ConsumptionProbe probe) {
        return new Tally(
                limit,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Whole seconds to wait for the next request: never too few, and at least one. */
    long retryAfter() {
        return Math.max(1, secondsUp(untilNext));
    }

    /** Whole seconds until the quota is there again. */
    long reset() {
        return secondsUp(untilFull);
    }

    private static long secondsUp(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
