package io.saler.standalone.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.standalone.server.Ports;
import io.saler.standalone.server.ServerFolders;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the door says itself, while none of those behind it runs. */
class FrontDoorProblemsTest {

    @TempDir
    private static Path temporary;

    private static FrontDoor door;
    private static int port;

    @BeforeAll
    static void open() {
        port = new Ports().take(18_080);
        var folders = new ServerFolders(temporary, temporary, temporary, temporary, temporary);
        door = new FrontDoor(new Nodes(1, folders, side -> Map.of()), URI.create("http://127.0.0.1:1"));
        door.open(port);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /products HTTP/1.1, '', 503, unavailable",
        "POST /orders HTTP/1.1, '', 503, unavailable",
        "GET /a%zz HTTP/1.1, '', 400, invalid-request",
        "GET /products?token=% HTTP/1.1, '', 400, invalid-request",
        "GET /products HTTP/1.1, 'Expect: nonsense', 417, invalid-request",
        "GET /products HTTP/3.7, '', 505, version-not-supported",
    })
    void everythingIsAProblemWithARequestId(String line, String header, int status, String type) throws IOException {
        assertProblem(exchange(line, header), status, type);
    }

    @Test
    void whatIsAwayIsWorthAskingForAgain() throws IOException {
        assertThat(exchange("GET /orders HTTP/1.1", "")).contains("Retry-After: 2\r\n");
    }

    @Test
    void whatIsTooLongIsSaidToBe() throws IOException {
        assertProblem(exchange("GET /products?q=" + "x".repeat(100_000) + " HTTP/1.1", ""), 414, "uri-too-long");
        assertProblem(exchange("GET /products HTTP/1.1", "X-Long: " + "x".repeat(100_000)), 431, "headers-too-large");
    }

    @Test
    void aQuestionForTheHeadersHasNoBody() throws IOException {
        String answer = exchange("HEAD /products HTTP/1.1", "");

        assertThat(answer).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\n");
    }

    private static void assertProblem(String answer, int status, String type) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json\r\n", "X-Content-Type-Options: nosniff\r\n")
                .contains("\"type\": \"/problems/" + type + "\"", "\"status\": " + status)
                .doesNotContainIgnoringCase("jetty");
        assertThat(answer.split("\r\n"))
                .filteredOn(line -> line.startsWith("X-Request-Id: "))
                .hasSize(1);
    }

    private static String exchange(String line, String header) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String more = header.isEmpty() ? "" : header + "\r\n";
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nConnection: close\r\n" + more + "\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
