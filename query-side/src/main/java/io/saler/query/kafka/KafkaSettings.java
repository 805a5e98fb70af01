package io.saler.query.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are published.
 *
 * @param topicPrefix what topics are called before the dot and the feature's name
 * @param partitions how many partitions a topic gets when it is created
 * @param retention how long records are kept at least, as a topic is told when it is created
 * @param patience how long a batch of events may take to be acknowledged; well under the 10 seconds after which the
 *     processor would lose its claim on them
 */
@ConfigurationProperties("saler.kafka")
public record KafkaSettings(
        @DefaultValue("saler") String topicPrefix,
        @DefaultValue("3") int partitions,
        @DefaultValue("7d") Duration retention,
        @DefaultValue("6s") Duration patience) {}
