package io.saler.query.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are published.
 *
 * @param topicPrefix what topics are called before the dot and the feature's name
 * @param partitions how many partitions a topic gets when it is created
 * @param patience how long a batch of events may take to be acknowledged; well under the 10 seconds after which the
 *     processor would lose its claim on them
 * @param trackingRetention how long what was tracked stays on its topic
 */
@ConfigurationProperties("saler.kafka")
public record KafkaSettings(
        @DefaultValue("saler") String topicPrefix,
        @DefaultValue("3") int partitions,
        @DefaultValue("6s") Duration patience,
        @DefaultValue("7d") Duration trackingRetention) {

    /** The largest record of what is tracked, in bytes: one holds all that a request tells. */
    public static final int LARGEST_TRACKED = 4 * 1024 * 1024;

    /** The topic of what visitors of stores do. */
    public String trackingTopic() {
        return topicPrefix + ".tracking";
    }
}
