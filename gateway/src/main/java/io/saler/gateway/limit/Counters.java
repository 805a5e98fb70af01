package io.saler.gateway.limit;

/** Counts requests against limits. Answers soon and never throws, whatever else is away. */
interface Counters {

    /** Counts one request of somebody; what is refused does not count. */
    Tally count(RateLimit limit, String whom);

    /** Makes a counted request as good as not made. */
    void forget(RateLimit limit, String whom);
}
