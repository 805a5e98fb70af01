package io.saler.standalone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Which servers the person who starts Saler brings along, said by their ordinary Spring properties on the command line,
 * as system properties or as environment variables.
 */
record OutsideServers(ConfigurableEnvironment environment) {

    private static final Map<String, List<String>> PROPERTIES = Map.of(
            "postgresql", List.of("spring.datasource.url"),
            "redis",
                    List.of(
                            "spring.data.redis.url",
                            "spring.data.redis.host",
                            "spring.data.redis.sentinel.nodes",
                            "spring.data.redis.cluster.nodes"),
            "kafka", List.of("spring.kafka.bootstrap-servers"),
            "elasticsearch", List.of("spring.elasticsearch.uris"),
            "smtp", List.of("spring.mail.host"));

    /** The outside servers by name, each with the property that says so. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        PROPERTIES
                .keySet()
                .forEach(server -> propertyFor(server).ifPresent(property -> properties.put(server, property)));
        return properties;
    }

    /** The property that names an outside server in place of the embedded one, if one does. */
    Optional<String> propertyFor(String server) {
        Binder binder = Binder.get(environment);
        return PROPERTIES.getOrDefault(server, List.of()).stream()
                .filter(property ->
                        binder.bind(property, Bindable.listOf(String.class)).isBound())
                .findFirst();
    }
}
