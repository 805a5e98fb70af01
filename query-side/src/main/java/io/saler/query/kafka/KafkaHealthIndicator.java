package io.saler.query.kafka;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** The health component {@code kafka}: up when a broker answers within two seconds. */
@Component("kafkaHealthIndicator")
class KafkaHealthIndicator extends AbstractHealthIndicator implements DisposableBean {

    private static final int PATIENCE_MILLIS = 2000;

    private final KafkaBrokers brokers;
    private @Nullable Admin admin;

    KafkaHealthIndicator(KafkaBrokers brokers) {
        super("Kafka does not answer");
        this.brokers = brokers;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws Exception {
        admin().describeCluster().clusterId().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        health.up();
    }

    /** Made when it is first asked for: a client of its own threads, which most processes never need. */
    private synchronized Admin admin() {
        Admin known = admin;
        if (known == null) {
            known = Admin.create(brokers.with(Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG, "saler-health",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS)));
            admin = known;
        }
        return known;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close();
        }
    }
}
