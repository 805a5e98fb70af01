package io.saler.query.stream;

import java.time.Duration;

/**
 * @param heartbeat how long nothing is sent at most: shorter than proxies keep a silent connection, and how long a
 *     client that has gone may go unnoticed
 * @param longest how long a stream lasts at most; its client comes back by itself
 */
public record StreamTimes(Duration heartbeat, Duration longest) {

    public static final StreamTimes USUAL = new StreamTimes(Duration.ofSeconds(15), Duration.ofMinutes(15));

    /** The same for what ends earlier. */
    StreamTimes atMost(Duration left) {
        return left.compareTo(longest) < 0 ? new StreamTimes(heartbeat, left) : this;
    }
}
