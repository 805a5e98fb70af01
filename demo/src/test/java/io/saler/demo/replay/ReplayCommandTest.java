package io.saler.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./saler replay} as it is typed, against something that answers like a Saler. */
class ReplayCommandTest {

    private static final String RUNNING = progress("RUNNING", 40, ", \"secondsLeft\": 3");
    private static final String COMPLETED = progress("COMPLETED", 100, ", \"differences\": 0, \"endedAt\": \"now\"");
    private static final String UNDECIDED = progress("UNDECIDED", 100, ", \"differences\": 3");
    private static final String PAUSED = progress("PAUSED", 40, "");
    private static final String FAILED = progress("FAILED", 40, "");
    private static final String CANCELLED = progress("CANCELLED", 0, ", \"endedAt\": \"now\"");

    @TempDir
    private Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        Files.writeString(data.resolve("admin-password"), "secret\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            String answer = exchange.getRequestURI().getPath().equals("/auth/login")
                    ? "200 {\"accessToken\": \"token\", \"refreshToken\": \"other\", \"tokenType\": \"Bearer\", \"expiresIn\": 900}"
                    : answers.remove();
            byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itIsAskedForAsTheAdministratorAndWatchedUntilItIsDone() {
        answers.addAll(List.of("202 {\"name\": \"analytics\"}", "200 " + RUNNING, "200 " + COMPLETED));

        assertThat(replay("analytics", "--reason=a new column", "--even-if-different"))
                .isZero();

        assertThat(printed()).contains("✓ Rebuilding analytics").contains("switched to, no difference");
        assertThat(seen.getFirst()).contains("admin@localhost", "secret");
        assertThat(seen.get(1))
                .startsWith("POST /admin/projections/analytics/rebuild")
                .contains("\"reason\":\"a new column\"", "\"evenIfDifferent\":true");
        assertThat(seen).hasSize(4);
    }

    @Test
    void oneUnderWayIsOnlyWatchedAndAnOldTokenIsRenewed() {
        answers.addAll(List.of("200 " + RUNNING, "401 {\"type\": \"/problems/unauthenticated\"}", "200 " + COMPLETED));

        assertThat(replay("analytics", "--watch")).isZero();

        assertThat(seen).noneMatch(request -> request.startsWith("POST /admin"));
        assertThat(seen)
                .filteredOn(request -> request.startsWith("POST /auth/login"))
                .hasSize(2);
    }

    @Test
    void whatIsDifferentIsExplainedAndLeftToSomebody() {
        answers.addAll(List.of("202 {}", "200 " + UNDECIDED, """
                200 {"generations": [{"comparison": [{"table": "sale", "rows": 9, "builtRows": 8, "onlyActive": 2,
                "onlyBuilt": 1, "firstPosition": 17}]}]}"""));

        assertThat(replay("analytics")).isEqualTo(3);

        assertThat(printed())
                .contains("sale: 9 rows, 8 in the new one; 2 only in the old, 1 only in the new, first from event 17")
                .contains("/admin/projections/analytics/rebuild/accept");
    }

    @Test
    void oneThatFailsIsNotWatchedForEver() {
        answers.addAll(List.of("202 {}", "200 " + PAUSED, "200 " + FAILED));

        assertThat(replay("analytics")).isEqualTo(1);

        assertThat(printed()).contains("✗ Rebuilding analytics", "It fails, and is tried again");
    }

    @Test
    void whatEndsBeforeItsTimeOrIsRefusedHasNotSucceeded() {
        answers.addAll(List.of("202 {}", "200 " + CANCELLED));
        assertThat(replay("analytics")).isEqualTo(1);
        assertThat(printed()).contains("✗ Rebuilding analytics", "It is cancelled.");

        answers.add("409 {\"type\": \"/problems/projection-busy\", \"title\": \"Projection busy\"}");
        assertThat(replay("analytics")).isEqualTo(1);
        assertThat(complaint()).contains("projection-busy");
    }

    @Test
    void aWrongUseAndAMissingSalerAreSaid() throws IOException {
        assertThat(replay("not/a/name")).isEqualTo(2);
        assertThat(replay()).isEqualTo(2);
        assertThat(run("analytics", "--url=nowhere", "--data-dir=" + data)).isEqualTo(2);
        assertThat(run("analytics", "--data-dir=" + data)).isEqualTo(1);
        assertThat(complaint()).contains("No Saler is running");
        Files.delete(data.resolve("admin-password"));
        assertThat(replay("analytics")).isEqualTo(1);
        assertThat(complaint()).contains("password is not to be read");
        assertThat(seen).isEmpty();
    }

    private int replay(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--url=http://127.0.0.1:" + server.getAddress().getPort());
        all.add("--data-dir=" + data);
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return ReplayCommand.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String progress(String status, int done, String more) {
        return "{\"status\": \"%s\", \"done\": %d, \"total\": 100, \"eventsPerSecond\": 12.5%s}"
                .formatted(status, done, more);
    }
}
