package io.saler.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class AxonServerHealthTest {

    @Test
    void isDownWhileNobodyAnswersAtTheAddressOfAxonServer() {
        AxonServerConnectionManager connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(AxonServerConfiguration.builder()
                        .servers("127.0.0.1:1")
                        .componentName("command-side")
                        .build())
                .build();
        try {
            connections.getConnection();

            assertThat(new AxonServerHealth(connections).health().getStatus()).isEqualTo(Status.DOWN);
        } finally {
            connections.shutdown();
        }
    }
}
