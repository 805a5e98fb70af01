package io.saler.query.kafka;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.stereotype.Component;

/** The topics, one for each feature, and one for what is tracked. Those that are there already are left as they are. */
@Component
class Topics {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaBrokers brokers;
    private final KafkaSettings settings;

    Topics(KafkaBrokers brokers, KafkaSettings settings) {
        this.brokers = brokers;
        this.settings = settings;
    }

    /** Creates those that are missing, or throws when Kafka does not answer. */
    void create() throws Exception {
        Map<String, Object> configuration = brokers.with(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis()));
        Admin admin = Admin.create(configuration);
        try {
            Set<String> missing = names();
            missing.removeAll(admin.listTopics().names().get(PATIENCE.toMillis(), MILLISECONDS));
            List<NewTopic> topics = missing.stream().map(this::topic).toList();
            admin.createTopics(topics).all().get(PATIENCE.toMillis(), MILLISECONDS);
        } catch (ExecutionException failure) {
            // Another process may have been faster.
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw failure;
            }
        } finally {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private NewTopic topic(String name) {
        boolean tracking = name.equals(settings.trackingTopic());
        var configuration = new HashMap<String, String>();
        Duration retention = tracking ? settings.trackingRetention() : settings.retention();
        configuration.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        if (tracking) {
            configuration.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(KafkaSettings.LARGEST_TRACKED));
        }
        return new NewTopic(name, Optional.of(settings.partitions()), Optional.empty()).configs(configuration);
    }

    private Set<String> names() {
        var names = new HashSet<String>();
        names.add(settings.trackingTopic());
        Arrays.stream(Feature.values()).forEach(feature -> names.add(feature.topic(settings.topicPrefix())));
        return names;
    }
}
