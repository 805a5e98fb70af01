package io.saler.gateway.limit;

/** Somebody has used up a limit; answered as 429 {@code too-many-requests} with {@code Retry-After}. */
public final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String policy;
    private final long retryAfter;

    TooManyRequests(Tally tally) {
        super("Too many requests for the limit " + tally.limit().name(), null, false, false);
        this.policy = tally.limit().name();
        this.retryAfter = tally.retryAfter();
    }

    /** The name of the limit, as the header {@code RateLimit-Policy} has it. */
    public String policy() {
        return policy;
    }

    /** Whole seconds after which one more request is allowed. */
    public long retryAfter() {
        return retryAfter;
    }
}
