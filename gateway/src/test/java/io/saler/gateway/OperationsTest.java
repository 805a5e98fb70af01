package io.saler.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.identity.Role;
import io.saler.identity.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** What operations can see from outside, and nothing more. */
@TestPropertySource(properties = "management.prometheus.metrics.export.enabled=true")
class OperationsTest extends GatewayTest {

    @Test
    void prometheusCanReadHowManyRequestsThereWere() {
        get("/maybe");
        var answer = get("/actuator/prometheus");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.body().lines())
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count{")
                        && line.contains("uri=\"/maybe\"")
                        && line.contains("status=\"200\""))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/beans", "/actuator/metrics", "/actuator/heapdump"})
    void nothingElseIsShown(String path) {
        assertThat(get(path).statusCode()).isEqualTo(401);
        assertThat(get(path, "Authorization", bearer(Tokens.of(UserId.random(), Role.ADMIN)))
                        .statusCode())
                .isEqualTo(404);
    }
}
