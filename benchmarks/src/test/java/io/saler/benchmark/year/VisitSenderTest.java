package io.saler.benchmark.year;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VisitSenderTest {

    private static final int EVENTS = 1_234;

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> accepted = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/auth/login", exchange -> answer(exchange, 200, """
                {"accessToken": "admins", "refreshToken": "r", "tokenType": "Bearer", "expiresIn": 900}"""));
        server.createContext("/analytics/events", this::track);
        server.start();
        Files.writeString(directory.resolve("admin-password"), "secret");
        file = directory.resolve("visits.gz");
        try (var lines = new LineFile(file)) {
            IntStream.range(0, EVENTS).forEach(number -> lines.add("{\"number\":%d}".formatted(number)));
        }
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.close();
    }

    private void track(HttpExchange exchange) throws IOException {
        JsonNode events = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        Integer refusal = refusals.poll();
        if (refusal != null) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, refusal, "{}");
            return;
        }
        assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer admins");
        events.forEach(event -> accepted.add(event.path("number").asInt()));
        answer(exchange, 202, "{\"accepted\": %d}".formatted(events.size()));
    }

    @Test
    void everyEventIsSentUntilItIsAccepted() throws IOException {
        refusals.addAll(List.of(503, 429, 503));

        VisitSender.Sent sent = sender().send(file);

        assertThat(accepted)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, EVENTS).boxed().toList());
        assertThat(sent.accepted()).isEqualTo(EVENTS);
        assertThat(sent.repeated()).isEqualTo(Map.of("503", 2L, "429", 1L));
        assertThat(sent.perSecond()).isPositive();
    }

    @Test
    void whatIsRefusedForGoodEndsIt() {
        refusals.add(400);

        assertThatThrownBy(() -> sender().send(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("400");
    }

    private VisitSender sender() {
        return new VisitSender(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), directory, 3, Duration.ofMinutes(1));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
