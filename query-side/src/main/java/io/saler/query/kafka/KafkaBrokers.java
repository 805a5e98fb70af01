package io.saler.query.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is, by Spring Boot's ordinary properties.
 *
 * @param bootstrapServers {@code spring.kafka.bootstrap-servers}
 * @param properties {@code spring.kafka.properties.*}: any setting of Kafka's clients, such as
 *     {@code security.protocol}
 */
@ConfigurationProperties("spring.kafka")
public record KafkaBrokers(
        @DefaultValue("localhost:9092") List<String> bootstrapServers, Map<String, String> properties) {

    public KafkaBrokers {
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /** A client's settings: these, over the operator's, over where Kafka is. */
    public Map<String, Object> with(Map<String, Object> settings) {
        var all = new HashMap<String, Object>();
        all.put("bootstrap.servers", String.join(",", bootstrapServers));
        all.putAll(properties);
        all.putAll(settings);
        return all;
    }
}
