package io.saler.saga;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Mail settings of the lowest precedence: whatever an operator sets wins. */
public final class SagaDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "saler-saga-defaults",
                        Map.of(
                                "spring.mail.host", "127.0.0.1",
                                "spring.mail.port", "1025",
                                "spring.mail.default-encoding", "UTF-8",
                                // Without these, a silent mail server would hold a worker for ever.
                                "spring.mail.properties.mail.smtp.connectiontimeout", "5000",
                                "spring.mail.properties.mail.smtp.timeout", "5000",
                                "spring.mail.properties.mail.smtp.writetimeout", "5000")));
    }
}
