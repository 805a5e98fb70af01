package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saler.demo.client.Call;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Not run without an Axon Server; with one, all of this module's tests meet the sides as processes of their own. */
class ThreeProcessesTest {

    @BeforeAll
    static void needAnAxonServer() {
        assumeTrue(SalerProcess.isDistributed(), "needs ./saler test --axon-server=HOST:PORT");
    }

    @Test
    void eachSideIsAProcessOfItsOwn() {
        var running = new ArrayList<String>();
        SharedSaler.get()
                .client()
                .send(Call.get("/dev/servers"))
                .body()
                .path("items")
                .forEach(server -> running.add(server.path("name").asString("")));

        assertThat(running).contains("command-side-1", "sagas-1", "query-side-1");
    }

    @Test
    void aSideSaysWhetherItHasItsAxonServer() {
        var components = SharedSaler.get()
                .client()
                .send(Call.get("/actuator/health/dependencies"))
                .body()
                .path("components");

        assertThat(components.path("axonServer").path("status").asString("")).isEqualTo("UP");
    }

    @Test
    void theApiIsDescribedAsAWhole() {
        var paths = SharedSaler.get()
                .client()
                .send(Call.get("/openapi.json"))
                .body()
                .path("paths");

        assertThat(paths.path("/orders").has("get")).isTrue();
        assertThat(paths.path("/orders").has("post")).isTrue();
        assertThat(paths.has("/auth/login")).isTrue();
    }
}
