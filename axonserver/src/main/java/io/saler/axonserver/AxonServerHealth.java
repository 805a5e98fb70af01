package io.saler.axonserver;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up while this process is connected to Axon Server; asks nobody, so it answers at once. */
final class AxonServerHealth extends AbstractHealthIndicator {

    private final AxonServerConnectionManager connections;

    AxonServerHealth(AxonServerConnectionManager connections) {
        super("Whether Axon Server is there cannot be told");
        this.connections = connections;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (connections.isConnected(connections.getDefaultContext())) {
            health.up();
        } else {
            health.down();
        }
    }
}
