package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saler.demo.client.Call;
import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every process of every side may be killed while orders are under way. */
class KilledNodesTest {

    @TempDir
    private Path directory;

    @BeforeAll
    static void needAnAxonServer() {
        assumeTrue(SalerProcess.isDistributed(), "needs ./saler test --axon-server=HOST:PORT");
    }

    @Test
    void everyAcceptedOrderEndsAlthoughEachProcessIsKilledInTurn() throws Exception {
        try (var saler = SalerProcess.startFresh()) {
            DemoProcess demo = DemoProcess.startToBeInterrupted(saler, directory, "killed-nodes", 1);
            demo.awaitAccepted(40);

            for (Node node : nodes(saler).values()) {
                assertThat(kill(node.pid())).isZero();
                await(node.name() + " is there again")
                        .atMost(Duration.ofMinutes(4))
                        .until(() -> {
                            Node now = nodes(saler).get(node.name());
                            return now != null && now.pid() != node.pid() && now.isReady();
                        });
            }

            demo.assertPasses();
            assertThat(demo.accepted()).isEqualTo(DemoProcess.USUAL_ORDERS);
        }
    }

    private record Node(String name, long pid, int port) {

        boolean isReady() {
            return SalerClient.at(URI.create("http://127.0.0.1:" + port)).isReady();
        }
    }

    /** The processes of the sides by name, without those that do not run just now. */
    private static Map<String, Node> nodes(SalerProcess saler) {
        var nodes = new TreeMap<String, Node>();
        saler.client().send(Call.get("/dev/servers")).body().path("items").forEach(server -> {
            String name = server.path("name").asString("");
            if (name.matches("(command-side|sagas|query-side)-\\d")
                    && server.path("pid").isNumber()) {
                nodes.put(
                        name,
                        new Node(
                                name,
                                server.path("pid").asLong(),
                                server.path("port").asInt()));
            }
        });
        return nodes;
    }

    private static int kill(long process) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-KILL", Long.toString(process))
                .inheritIO()
                .start()
                .waitFor();
    }
}
