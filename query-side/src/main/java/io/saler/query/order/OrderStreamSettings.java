package io.saler.query.order;

import io.saler.query.stream.StreamTimes;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are watched.
 *
 * @param longest how long a stream lasts at most; its client comes back by itself
 * @param heartbeat how long nothing is sent at most: shorter than proxies keep a silent connection, and how long a
 *     client that has gone may go unnoticed
 * @param lookEvery how often the database is asked for changes that another node has written
 * @param mostPerCaller streams of one caller on this node
 * @param mostPerNode streams on this node; fewer than it takes connections, each of them being one
 */
@ConfigurationProperties("saler.order-stream")
record OrderStreamSettings(
        @DefaultValue("15m") Duration longest,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("20") int mostPerCaller,
        @DefaultValue("2000") int mostPerNode) {

    StreamTimes times() {
        return new StreamTimes(heartbeat, longest);
    }
}
