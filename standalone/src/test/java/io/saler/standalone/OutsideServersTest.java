package io.saler.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class OutsideServersTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql, --spring.datasource.url=jdbc:postgresql://db/saler",
        "redis, --spring.data.redis.host=cache",
        "redis, --spring.data.redis.url=redis://cache",
        "kafka, --spring.kafka.bootstrap-servers=broker:9092",
        "kafka, --spring.kafka.bootstrap-servers[0]=broker:9092",
        "elasticsearch, --spring.elasticsearch.uris=http://search:9200",
        "smtp, --spring.mail.host=mail"
    })
    void an_argument_names_an_outside_server(String server, String argument) {
        assertThat(outside(new SimpleCommandLinePropertySource(argument)).propertyFor(server))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, SPRING_DATASOURCE_URL",
        "redis, SPRING_DATA_REDIS_HOST",
        "kafka, SPRING_KAFKA_BOOTSTRAPSERVERS",
        "kafka, SPRING_KAFKA_BOOTSTRAP_SERVERS",
        "elasticsearch, SPRING_ELASTICSEARCH_URIS",
        "smtp, SPRING_MAIL_HOST"
    })
    void an_environment_variable_names_an_outside_server(String server, String variable) {
        var variables = new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(variable, "elsewhere"));

        assertThat(outside(variables).propertyFor(server)).isPresent();
    }

    @Test
    void what_is_not_named_is_embedded() {
        var outside = outside(new SimpleCommandLinePropertySource("--spring.mail.host=mail"));

        assertThat(outside.propertyFor("postgresql")).isEmpty();
        assertThat(outside.propertyFor("redis")).isEmpty();
        assertThat(outside.propertyFor("kafka")).isEmpty();
        assertThat(outside.propertyFor("elasticsearch")).isEmpty();
    }

    private static OutsideServers outside(PropertySource<?> source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        ConfigurationPropertySources.attach(environment);
        return new OutsideServers(environment);
    }
}
